using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BtpEmulator;

/// <summary>Describes a service by the routes it has, which is why it cannot be wrong about them.</summary>
internal sealed partial class OpenApiDocument(string title, string basePath, Func<RouteEndpoint, bool> belongs)
{
    public JsonObject WriteOpenApi(IEnumerable<RouteEndpoint> endpoints, Uri address) => new()
    {
        ["openapi"] = "3.0.1",
        ["info"] = Info(),
        ["servers"] = new JsonArray(new JsonObject { ["url"] = address.GetLeftPart(UriPartial.Authority) + basePath }),
        ["paths"] = Paths(endpoints, parameter => parameter["schema"] = new JsonObject { ["type"] = "string" }),
    };

    public JsonObject WriteSwagger(IEnumerable<RouteEndpoint> endpoints, Uri address) => new()
    {
        ["swagger"] = "2.0",
        ["info"] = Info(),
        ["host"] = address.Authority,
        ["basePath"] = basePath.Length > 0 ? basePath : "/",
        ["schemes"] = new JsonArray(address.Scheme),
        ["paths"] = Paths(endpoints, parameter => parameter["type"] = "string"),
    };

    [GeneratedRegex("""\{(\w+)\}""")]
    private static partial Regex Placeholder();

    private JsonObject Info() => new() { ["title"] = title, ["version"] = "1.0", ["description"] = $"The emulated {title} service." };

    private JsonObject Paths(IEnumerable<RouteEndpoint> endpoints, Action<JsonObject> setType)
    {
        var paths = new JsonObject();
        var operated = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null && belongs(endpoint));
        foreach (var group in operated.GroupBy(endpoint => endpoint.RoutePattern.RawText![basePath.Length..], StringComparer.Ordinal))
        {
            var operations = new JsonObject();
            foreach (var endpoint in group)
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                    operations[method.ToLowerInvariant()] = Operation(endpoint, method, group.Key, setType);
            }

            paths[group.Key] = operations;
        }

        return paths;
    }

    private static JsonObject Operation(RouteEndpoint endpoint, string method, string path, Action<JsonObject> setType)
    {
        var parameters = Placeholder().Matches(path).Select(match =>
        {
            var parameter = new JsonObject { ["name"] = match.Groups[1].Value, ["in"] = "path", ["required"] = true };
            setType(parameter);
            return (JsonNode)parameter;
        });
        var scopes = endpoint.Metadata.GetMetadata<RequiredScope>()?.AnyOf ?? [];
        return new JsonObject
        {
            ["operationId"] = $"{method.ToLowerInvariant()}{path.Replace('/', '_').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}",
            ["summary"] = $"Answers {method} {path}",
            ["description"] = Describe(scopes),
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
    }

    // As SAP's own descriptions say it; the name of the application is everything before its exclamation mark and number.
    private static string Describe(IReadOnlyList<string> scopes)
    {
        var names = scopes.Select(scope => "$XSAPPNAME" + Application().Replace(scope, "")).Distinct(StringComparer.Ordinal).ToList();
        return $"An operation of the emulator.<br/><br/>Required {(names.Count > 1 ? "scopes" : "scope")}: {string.Join(" or ", names)}";
    }

    [GeneratedRegex("^[^!]+![a-z][0-9]+")]
    private static partial Regex Application();
}
