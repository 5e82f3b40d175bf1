using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Operations;

/// <summary>The operations in an OpenAPI (3) or Swagger (2) document.</summary>
internal static class OpenApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <returns>The operations in the order of their paths, or null when the text is not such a document.</returns>
    public static IReadOnlyList<BtpOperation>? ReadOperationsOrDefault(ReadOnlyMemory<byte> json, string endpoint)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return JsonUnicode.Require(() => ReadOperationsOrDefault(new OpenApiNode(document.RootElement), endpoint));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<BtpOperation>? ReadOperationsOrDefault(OpenApiNode root, string endpoint)
    {
        bool isOpenApi = root.GetMemberOrDefault("openapi") is not null || root.GetMemberOrDefault("swagger") is not null;
        return isOpenApi && root.GetMemberOrDefault("paths") is { } paths ? [.. ReadOperations(paths, ReadBasePath(root), endpoint)] : null;
    }

    private static IEnumerable<BtpOperation> ReadOperations(OpenApiNode paths, string basePath, string endpoint)
    {
        return paths.Members
            .SelectMany(path => path.Value.Members
                .Where(m => Methods.Contains(m.Name))
                .Select(m => new OpenApiOperation(paths, path.Name, path.Value, m.Name, m.Value)))
            .Select(operation => CreateOperation(operation, basePath, endpoint))
            .OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Method, StringComparer.Ordinal);
    }

    private static BtpOperation CreateOperation(OpenApiOperation operation, string basePath, string endpoint)
    {
        RequiredScopes scopes = RequiredScopes.FromDescription(operation.Node.GetText("description"));
        BtpOperationMember[] body = [.. OpenApiTypes.ReadBody(operation)];
        (string response, string item) = OpenApiTypes.ReadResponseTypes(operation);
        return new BtpOperation(endpoint, operation.Method.ToUpperInvariant(), basePath + CleanLine(operation.Path))
        {
            OperationId = CleanLine(operation.Node.GetText("operationId")),
            Summary = CleanLine(operation.Node.GetText("summary")),
            RequiredScopes = scopes.Names,
            AnyScopeSuffices = scopes.AnySuffices,
            Query = [.. operation.QueryNames.Select(CleanLine)],
            PagingKind = operation.PagingKind,
            WaitingKind = operation.WaitingKind,
            ResponseTypeName = response,
            ItemTypeName = item,
            SourceCode = OperationSource.OpenApi,
            ReadBody = () => body,
        };
    }

    // Swagger contains the base path. In OpenAPI, the base path is part of the address of the first server.
    private static string ReadBasePath(OpenApiNode root)
    {
        string path = root.GetText("basePath");
        if (root.GetMemberOrDefault("servers")?.Items.Select(s => s.GetText("url")).FirstOrDefault() is { } server)
            path = Uri.TryCreate(server, UriKind.Absolute, out Uri? address) && !address.IsFile ? address.AbsolutePath : server;
        return CleanLine(path).TrimEnd('/');
    }

    // The texts of a server are printed in the rows of a table.
    internal static string CleanLine(string text) => ServerText.Clean(text);
}
