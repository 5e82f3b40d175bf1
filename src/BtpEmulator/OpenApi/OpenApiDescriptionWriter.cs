using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BtpEmulator.Bearer;

namespace BtpEmulator.OpenApi;

/// <summary>Generates the API description of a service from its registered routes, so that both always agree.</summary>
internal sealed partial class OpenApiDescriptionWriter(string title, string basePath, Func<RouteEndpoint, bool> belongs)
{
    public JsonObject WriteOpenApi(IEnumerable<RouteEndpoint> endpoints, Uri address) => new()
    {
        ["openapi"] = "3.0.1",
        ["info"] = CreateInfo(),
        ["servers"] = new JsonArray(new JsonObject { ["url"] = address.GetLeftPart(UriPartial.Authority) + basePath }),
        ["paths"] = CreatePaths(endpoints, parameter => parameter["schema"] = new JsonObject { ["type"] = "string" }),
    };

    public JsonObject WriteSwagger(IEnumerable<RouteEndpoint> endpoints, Uri address) => new()
    {
        ["swagger"] = "2.0",
        ["info"] = CreateInfo(),
        ["host"] = address.Authority,
        ["basePath"] = basePath.Length > 0 ? basePath : "/",
        ["schemes"] = new JsonArray(address.Scheme),
        ["paths"] = CreatePaths(endpoints, parameter => parameter["type"] = "string"),
    };

    [GeneratedRegex("""\{(\w+)\}""")]
    private static partial Regex PlaceholderPattern { get; }

    private JsonObject CreateInfo() => new() { ["title"] = title, ["version"] = "1.0", ["description"] = $"The emulated {title} service." };

    private JsonObject CreatePaths(IEnumerable<RouteEndpoint> endpoints, Action<JsonObject> setType)
    {
        JsonObject paths = new();
        IEnumerable<IGrouping<string, RouteEndpoint>> endpointsByPath = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null && belongs(endpoint))
            .GroupBy(endpoint => endpoint.RoutePattern.RawText![basePath.Length..], StringComparer.Ordinal);
        foreach (IGrouping<string, RouteEndpoint> group in endpointsByPath)
        {
            JsonObject operations = new();
            foreach (RouteEndpoint endpoint in group)
            {
                foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                    operations[method.ToLowerInvariant()] = DescribeOperation(endpoint, method, group.Key, setType);
            }

            paths[group.Key] = operations;
        }

        return paths;
    }

    private static JsonObject DescribeOperation(RouteEndpoint endpoint, string method, string path, Action<JsonObject> setType)
    {
        IEnumerable<JsonNode> parameters = PlaceholderPattern.Matches(path).Select(match =>
        {
            JsonObject parameter = new() { ["name"] = match.Groups[1].Value, ["in"] = "path", ["required"] = true };
            setType(parameter);
            return (JsonNode)parameter;
        });
        IReadOnlyList<string> scopes = endpoint.Metadata.GetMetadata<RequiredScope>()?.AnyOf ?? [];
        return new JsonObject
        {
            ["operationId"] = method.ToLowerInvariant() + string.Concat(path.Replace('/', '_').Split('{', '}')),
            ["summary"] = $"Answers {method} {path}",
            ["description"] = DescribeScopes(scopes),
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
    }

    // SAP's descriptions contain the required scopes in this format. The application name ends with an exclamation mark, a letter and a
    // number.
    private static string DescribeScopes(IReadOnlyList<string> scopes)
    {
        List<string> names = scopes.Select(scope => "$XSAPPNAME" + ApplicationPattern.Replace(scope, ""))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return $"An operation of the emulator.<br/><br/>Required {(names.Count > 1 ? "scopes" : "scope")}: {string.Join(" or ", names)}";
    }

    [GeneratedRegex("^[^!]+![a-z][0-9]+")]
    private static partial Regex ApplicationPattern { get; }
}
