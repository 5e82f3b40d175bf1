namespace TokenModule.Api.Operations;

/// <summary>
/// What grants the scopes of Cloud Management: the plan of the service instance for a client, and a role collection for a user. Source: SAP
/// Help Portal, "Cloud Management Service Plans" and "Role Collections and Roles in Global Accounts, Directories, and Subaccounts".
/// </summary>
internal static class ScopeGrants
{
    /// <returns>A sentence with a space before it, or an empty text when it is not known.</returns>
    public static string Describe(BtpOperation operation)
    {
        string scopes = string.Join(" ", operation.RequiredScopes);
        bool isReading = operation.Method == HttpMethod.Get.Method;
        string suffix = isReading ? "Administrator' or '… Viewer'" : "Administrator'";
        return operation.Endpoint switch
        {
            "accounts" or "entitlements" or "events" or "order_processing" when scopes.Contains("global-account") =>
                " A client gets it from the plan 'central' of the service 'cis', "
                    + $"a user from the role collection 'Global Account {suffix}.",
            "accounts" or "entitlements" when scopes.Contains("directory") =>
                $" A user gets it from the role collection 'Directory {suffix}.",
            "provisioning" or "saas_registry" or "events" =>
                $" A client gets it from the plan 'local' of the service 'cis', a user from the role collection 'Subaccount {suffix}.",
            _ => string.Empty,
        };
    }
}
