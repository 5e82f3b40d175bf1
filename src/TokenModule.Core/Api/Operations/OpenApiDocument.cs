using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Operations;

/// <summary>The operations in an OpenAPI (3) or Swagger (2) document.</summary>
internal static class OpenApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    /// <returns>The operations in the order of their paths, or null where this is no such document.</returns>
    public static IReadOnlyList<BtpOperation>? Read(ReadOnlyMemory<byte> json, string endpoint)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            OpenApiNode root = new(document.RootElement);
            bool isOpenApi = root.Member("openapi") is not null || root.Member("swagger") is not null;
            return isOpenApi && root.Member("paths") is { } paths ? [.. Operations(paths, BasePath(root), endpoint)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Escaped characters that are no text.
            return null;
        }
    }

    private static IEnumerable<BtpOperation> Operations(OpenApiNode paths, string basePath, string endpoint)
    {
        return paths.Members.SelectMany(path => path.Value.Members.Where(m => Methods.Contains(m.Name)).Select(m => new OpenApiOperation(paths, path.Name, path.Value, m.Name, m.Value)))
            .Select(operation => Describe(operation, basePath, endpoint))
            .OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Method, StringComparer.Ordinal);
    }

    private static BtpOperation Describe(OpenApiOperation operation, string basePath, string endpoint)
    {
        RequiredScopes scopes = RequiredScopes.Of(operation.Node.Text("description"));
        return new BtpOperation(endpoint, operation.Method.ToUpperInvariant(), basePath + Line(operation.Path))
        {
            OperationId = Line(operation.Node.Text("operationId")),
            Summary = Line(operation.Node.Text("summary")),
            RequiredScopes = scopes.Names,
            AnyScopeSuffices = scopes.AnySuffices,
            Query = [.. operation.QueryNames.Select(Line)],
            Paging = operation.Paging,
            Waiting = operation.Waiting,
        };
    }

    // A base path is a path in Swagger, and the path of the first server's address in OpenAPI.
    private static string BasePath(OpenApiNode root)
    {
        string path = root.Text("basePath");
        if (root.Member("servers")?.Items.Select(s => s.Text("url")).FirstOrDefault() is { } server)
            path = Uri.TryCreate(server, UriKind.Absolute, out Uri? address) && !address.IsFile ? address.AbsolutePath : server;
        return Line(path).TrimEnd('/');
    }

    // What a server writes is printed, and is one line of a table.
    private static string Line(string text) => ServerText.Clean(text);
}
