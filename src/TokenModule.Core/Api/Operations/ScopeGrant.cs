namespace TokenModule.Api.Operations;

/// <summary>What grants the scopes of an operation.</summary>
/// <param name="Service">The service that grants the scopes to a client, such as <c>cis</c>. Null when it is not documented.</param>
/// <param name="Plan">The plan of the service. Null when it is not documented.</param>
/// <param name="RoleCollections">The role collections that grant the scopes to a user. Each one is sufficient.</param>
internal sealed record ScopeGrant(string? Service, string? Plan, IReadOnlyList<string> RoleCollections)
{
    public static ScopeGrant Unknown { get; } = new(null, null, []);

    /// <summary>The name of the service, a space, and the name of the plan. Null when they are not documented.</summary>
    public string? ServicePlan => Service is null ? null : $"{Service} {Plan}";

    /// <returns>A sentence with a space before it, or an empty text when nothing is documented.</returns>
    public string Describe()
    {
        string client = Service is null ? string.Empty : $" A client gets it from the plan '{Plan}' of the service '{Service}'";
        if (RoleCollections.Count == 0)
            return client.Length == 0 ? string.Empty : client + ".";

        string names = string.Join(" or ", RoleCollections.Select(name => $"'{name}'"));
        return $"{client}{(client.Length == 0 ? " A" : ", a")} user gets it from the role collection {names}.";
    }
}
