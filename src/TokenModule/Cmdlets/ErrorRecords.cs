using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>The one table from a failure to its error id (its name), category and recommended action.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Of(BtpException exception, object? target)
    {
        (ErrorCategory category, string action) = Look(exception.Failure);
        return new ErrorRecord(exception, exception.Failure.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action },
        };
    }

    public static (ErrorCategory Category, string Action) Look(Failure failure) => failure switch
    {
        Failure.ServiceKeyNotFound => (ErrorCategory.ObjectNotFound, "Check the path of the key."),
        Failure.ServiceKeyInvalid => (ErrorCategory.InvalidData, "Paste the whole service key, as the cockpit or the cf CLI shows it."),
        Failure.ServiceKeyPlaceholder => (ErrorCategory.InvalidData, "Fill in the member that the message names."),
        Failure.CredentialRequired => (ErrorCategory.AuthenticationError, "Sign in with Get-OAuthToken -Credential."),
        Failure.ClientRejected => (ErrorCategory.AuthenticationError, "Check the key, and user name and password where a user signs in."),
        Failure.GrantRejected => (ErrorCategory.AuthenticationError, "Sign in again, or choose the grant the client may use."),
        Failure.ScopeRejected => (ErrorCategory.PermissionDenied, "Ask for scopes the client has."),
        Failure.Throttled => (ErrorCategory.LimitsExceeded, "Wait until the time the message gives, or send fewer requests."),
        Failure.ServerError => (ErrorCategory.ResourceUnavailable, "Try again later; give SAP support the correlation id."),
        Failure.NetworkUnreachable => (ErrorCategory.ConnectionError, "Check address, network and proxy settings."),
        Failure.NetworkTimeout => (ErrorCategory.OperationTimeout, "Try again, or raise -TimeoutSec."),
        Failure.NetworkBroken => (ErrorCategory.ConnectionError, "Try again; look at proxies and firewalls on the way."),
        Failure.TlsFailed => (ErrorCategory.SecurityError, "Check the server's certificate and the roots this machine trusts."),
        Failure.TokenResponseInvalid => (ErrorCategory.InvalidResult, "Check that the address in the key is a token endpoint."),
        Failure.RedirectRefused => (ErrorCategory.SecurityError, "Use the address that does not redirect."),
        Failure.HostNotAllowed => (ErrorCategory.SecurityError, "Call only the endpoints of the key."),
        Failure.TokenMalformed => (ErrorCategory.InvalidData, "Pass the whole token."),
        Failure.TokenOpaque => (ErrorCategory.InvalidType, "Ask for a JWT where you need claims."),
        Failure.ApiUnauthorized => (ErrorCategory.AuthenticationError, "Use the key that belongs to this service."),
        Failure.ApiForbidden => (ErrorCategory.PermissionDenied, "Use a key whose plan has the scope."),
        Failure.ApiNotFound => (ErrorCategory.ObjectNotFound, "Check endpoint, path and ids."),
        Failure.ApiError => (ErrorCategory.InvalidOperation, "Check the request against the service's documentation."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "This failure has no row in the table."),
    };
}
