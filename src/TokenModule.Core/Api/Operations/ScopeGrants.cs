namespace TokenModule.Api.Operations;

/// <summary>
/// What grants the scopes of an operation: the plan of the service instance for a client, and a role collection for a user. Sources: SAP
/// Help Portal, "Cloud Management Service Plans", "Role Collections and Roles in Global Accounts, Directories, and Subaccounts", and
/// "Access SAP Authorization and Trust Management Service APIs".
/// </summary>
internal static class ScopeGrants
{
    private const string CloudManagement = "cis";
    private const string Subaccount = "Subaccount";

    public static ScopeGrant Find(BtpOperation operation)
    {
        return operation.Endpoint switch
        {
            "accounts" or "entitlements" or "events" or "order_processing" when HasScope(operation, "global-account") =>
                new ScopeGrant(CloudManagement, "central", ListRoleCollections(operation, "Global Account")),
            "accounts" or "entitlements" when HasScope(operation, "directory") =>
                new ScopeGrant(null, null, ListRoleCollections(operation, "Directory")),
            "provisioning" or "saas_registry" or "events" =>
                new ScopeGrant(CloudManagement, "local", ListRoleCollections(operation, Subaccount)),
            "apiurl" when HasScope(operation, "xs_") => new ScopeGrant("xsuaa", "apiaccess", ListRoleCollections(operation, Subaccount)),
            "sm" => new ScopeGrant("service-manager", "subaccount-admin", []),
            "uri" => new ScopeGrant("destination", "lite", []),
            _ => ScopeGrant.Unknown,
        };
    }

    private static bool HasScope(BtpOperation operation, string part) => operation.RequiredScopes.Any(scope => scope.Contains(part));

    private static string[] ListRoleCollections(BtpOperation operation, string level)
    {
        string administrator = $"{level} Administrator";
        return operation.Method == HttpMethod.Get.Method ? [administrator, $"{level} Viewer"] : [administrator];
    }
}
