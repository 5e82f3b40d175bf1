using TokenModule.Api.Operations;

namespace TokenModule.Api;

/// <summary>The short names of a key's endpoints: <c>accounts</c> for <c>accounts_service_url</c>.</summary>
internal static class EndpointName
{
    private const string XsuaaApi = "apiurl";

    private static readonly string[] Endings = ["_service_url", "_url"];

    /// <summary>The endpoints in a key of Cloud Management.</summary>
    public static IReadOnlyList<string> CloudManagement { get; } =
    [
        "account_context", "accounts", "cloud_automation", "entitlements", "events", "external_provider_registry",
        "metadata", "order_processing", "provisioning", "saas_registry",
    ];

    /// <summary>
    /// Whether an endpoint of the key has the operation. The service and the path are compared too, because endpoints of several services
    /// have the same name.
    /// </summary>
    public static bool HasOperation(ServiceKey key, BtpOperation operation)
    {
        return OperationService.CanBelongTo(key, operation) && key.Endpoints.Any(e =>
            string.Equals(Shorten(e.Key), operation.Endpoint, StringComparison.OrdinalIgnoreCase)
            && operation.Path.StartsWith(e.Value.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal));
    }

    /// <summary>Whether the key has an endpoint with this short or full name.</summary>
    public static bool HasEndpoint(ServiceKey key, string name) => key.Endpoints.Keys.Any(member => IsMatch(member, name));

    public static IEnumerable<string> ListNames(ServiceKey key)
    {
        return key.Endpoints.Keys.Select(Shorten).OrderBy(name => name, StringComparer.Ordinal);
    }

    /// <param name="key">The key with the endpoints.</param>
    /// <param name="name">A short name or the full name of the member. It can be null if the key has only one endpoint.</param>
    /// <exception cref="BtpApiException">The key has no such endpoint, or it has several endpoints and the name is null.</exception>
    public static Uri Resolve(ServiceKey key, string? name)
    {
        List<string> found = [.. key.Endpoints.Keys.Where(member => IsMatch(member, name))];
        // The API of XSUAA is the default only in a key without another API.
        if (name is null && found.Count > 1)
            found.RemoveAll(member => string.Equals(member, XsuaaApi, StringComparison.OrdinalIgnoreCase));
        if (found.Count == 1 || found.Select(member => key.Endpoints[member]).Distinct().Count() == 1)
            return key.Endpoints[found[0]];

        // An AI service has its main address in 'url', besides the addresses of its parts.
        if (name is null && key.Endpoints.TryGetValue("url", out Uri? ownAddress))
            return ownAddress;

        string names = NameList.Join(ListNames(key));
        (string what, string action) = key.Endpoints.Count == 0
            ? ($"The key '{key.Name}' has no endpoints.", "Pass the address with -Uri, or import the key with -Endpoint.")
            : name is null ? ($"The key '{key.Name}' has several endpoints.", $"Select one with -Endpoint: {names}.")
            : ($"The key '{key.Name}' has no endpoint '{Http.ServerText.Clean(name)}'.{NearestName.FormatSuggestion(name, ListNames(key))}",
                $"Its endpoints are: {names}.");
        throw new BtpApiException(Failure.ApiNotFound, what, action);
    }

    public static string Shorten(string member)
    {
        string? ending = Endings.FirstOrDefault(e => member.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return ending is null ? member : member.Substring(0, member.Length - ending.Length);
    }

    private static bool IsMatch(string member, string? name)
    {
        return name is null
            || string.Equals(member, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Shorten(member), name, StringComparison.OrdinalIgnoreCase);
    }
}
