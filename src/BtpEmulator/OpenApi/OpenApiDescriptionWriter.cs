using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BtpEmulator;

/// <summary>Describes a service by the routes it has, which is why it cannot be wrong about them.</summary>
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
    private static partial Regex GetPlaceholderPattern();

    private JsonObject CreateInfo() => new() { ["title"] = title, ["version"] = "1.0", ["description"] = $"The emulated {title} service." };

    private JsonObject CreatePaths(IEnumerable<RouteEndpoint> endpoints, Action<JsonObject> setType)
    {
        var paths = new JsonObject();
        var operated = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null && belongs(endpoint));
        foreach (var group in operated.GroupBy(endpoint => endpoint.RoutePattern.RawText![basePath.Length..], StringComparer.Ordinal))
        {
            var operations = new JsonObject();
            foreach (var endpoint in group)
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                    operations[method.ToLowerInvariant()] = DescribeOperation(endpoint, method, group.Key, setType);
            }

            paths[group.Key] = operations;
        }

        return paths;
    }

    private static JsonObject DescribeOperation(RouteEndpoint endpoint, string method, string path, Action<JsonObject> setType)
    {
        var parameters = GetPlaceholderPattern().Matches(path).Select(match =>
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
            ["description"] = DescribeScopes(scopes),
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
    }

    // As SAP's own descriptions say it; the name of the application is everything before its exclamation mark and number.
    private static string DescribeScopes(IReadOnlyList<string> scopes)
    {
        var names = scopes.Select(scope => "$XSAPPNAME" + GetApplicationPattern().Replace(scope, "")).Distinct(StringComparer.Ordinal).ToList();
        return $"An operation of the emulator.<br/><br/>Required {(names.Count > 1 ? "scopes" : "scope")}: {string.Join(" or ", names)}";
    }

    [GeneratedRegex("^[^!]+![a-z][0-9]+")]
    private static partial Regex GetApplicationPattern();
}
