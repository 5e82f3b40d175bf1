using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets;

/// <summary>The table that maps each failure to its error id (the name of the failure), category and recommended action.</summary>
internal static class ErrorRecords
{
    // The same failure, but the client needs a credential and no user can help.
    private const string IncompleteKeyAction =
        "Import-ServiceKey accepts the credential as a parameter. Get-Help Import-ServiceKey -Examples shows how.";

    public static ErrorRecord FromException(BtpException exception, object? target)
    {
        (ErrorCategory category, string action) = DescribeFailure(exception.Failure);
        return new ErrorRecord(exception, exception.Failure.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message)
            {
                RecommendedAction = exception is ServiceKeyException { Failure: Failure.CredentialRequired } ? IncompleteKeyAction : action,
            },
        };
    }

    public static (ErrorCategory Category, string Action) DescribeFailure(Failure failure) => failure switch
    {
        Failure.ServiceKeyNotFound => (
            ErrorCategory.ObjectNotFound,
            "Import-ServiceKey imports keys from files, the pipeline, variables and single values. "
                + "Get-Help Import-ServiceKey -Examples shows how."),
        Failure.ServiceKeyInvalid => (
            ErrorCategory.InvalidData,
            "Test-ServiceKey shows which part of a key is wrong. Get-Help Import-ServiceKey -Examples shows the supported sources."),
        Failure.ServiceKeyPlaceholder => (
            ErrorCategory.InvalidData,
            "Create a service key in the cockpit or with cf create-service-key, and use its values."),
        Failure.ServiceKeyAmbiguous => (ErrorCategory.InvalidArgument, "Give a key its own name with Import-ServiceKey -Name."),
        Failure.CertificateInvalid => (
            ErrorCategory.SecurityError,
            "A key with a certificate contains 'certificate' (the whole chain in PEM) and 'key' (its private key)."),
        Failure.CertificateExpired => (
            ErrorCategory.SecurityError,
            "Certificates of service keys are valid for 7 days unless the key was created with another validity."),
        Failure.CredentialRequired => (
            ErrorCategory.AuthenticationError,
            "Get-OAuthTokenCache lists the users who are signed in. Get-Help Get-OAuthToken -Examples shows how a user signs in."),
        Failure.ClientRejected => (
            ErrorCategory.AuthenticationError,
            "The request was not repeated, so that no account is locked. Some servers need another -ClientAuthentication."),
        Failure.GrantRejected => (
            ErrorCategory.AuthenticationError,
            "The grant comes from Get-OAuthToken -GrantType, or from 'grant_type' in the key."),
        Failure.ScopeRejected => (
            ErrorCategory.PermissionDenied,
            "Get-TokenClaims shows the scopes of a token that was granted without -Scope."),
        Failure.Throttled => (ErrorCategory.LimitsExceeded, "Cached tokens cause no requests. Omit -ForceRefresh and -NoCache."),
        Failure.ServerError => (
            ErrorCategory.ResourceUnavailable,
            "If the problem continues, send SAP support the time and the correlation id."),
        Failure.NetworkUnreachable => (
            ErrorCategory.ConnectionError,
            "Test-Connection HOST -TcpPort 443 shows whether the host can be reached."),
        Failure.NetworkTimeout => (ErrorCategory.OperationTimeout, "-Verbose shows each request and its duration."),
        Failure.NetworkBroken => (ErrorCategory.ConnectionError, "-Verbose shows each request and its result."),
        Failure.TlsFailed => (
            ErrorCategory.SecurityError,
            "The root certificate of your company must be in the certificate store of this computer."),
        Failure.TokenResponseInvalid => (ErrorCategory.InvalidResult, "-Verbose shows the address of the request."),
        Failure.RedirectRefused => (ErrorCategory.SecurityError, "If the new address belongs to the service, use it in the key."),
        Failure.HostNotAllowed => (
            ErrorCategory.SecurityError,
            "The Endpoints property of a key lists the addresses to which its token may be sent."),
        Failure.TokenMalformed => (ErrorCategory.InvalidData, "A JWT has three parts of letters, digits, - and _, separated by dots."),
        Failure.TokenOpaque => (ErrorCategory.InvalidType, "A readable JWT has three parts, separated by dots."),
        Failure.TokenExpired => (ErrorCategory.AuthenticationError, "Get-OAuthToken returns a valid token."),
        Failure.SignatureInvalid => (
            ErrorCategory.SecurityError,
            "Do not use the content of the token. Get-TokenClaims without -Verify shows its issuer."),
        Failure.KeyUnknown => (
            ErrorCategory.ObjectNotFound,
            "-ServiceKey names the key whose issuer you trust, and -JwksUri the address of its published keys."),
        Failure.IssuerMismatch => (ErrorCategory.SecurityError, "Do not use the content of the token unless you trust its issuer."),
        Failure.AudienceMismatch => (
            ErrorCategory.SecurityError,
            "A token for another audience does not authorize anything here. -Audience names the accepted audiences."),
        Failure.ApiUnauthorized => (
            ErrorCategory.AuthenticationError,
            "Get-OAuthToken | Get-TokenClaims shows the issuer and audience of the token."),
        Failure.ApiForbidden => (
            ErrorCategory.PermissionDenied,
            "Scopes come from the service plan or from role collections. "
                + "After a new assignment, get a new token with Get-OAuthToken -ForceRefresh."),
        Failure.ApiNotFound => (ErrorCategory.ObjectNotFound, "The Endpoints property of a key lists its endpoints."),
        Failure.ApiError => (
            ErrorCategory.InvalidOperation,
            "-Verbose shows the address of the request. The API reference of SAP lists the valid values."),
        Failure.RequestInvalid => (ErrorCategory.InvalidArgument, "Get-Help Invoke-BtpApi -Examples shows valid requests."),
        Failure.OperationFailed => (
            ErrorCategory.InvalidResult,
            "Objects that were created before the failure can remain. Check them before you try again."),
        Failure.WaitTimedOut => (ErrorCategory.OperationTimeout, "The operation was not stopped. It continues on the server."),
        Failure.FileNotReadable => (ErrorCategory.OpenError, "Get-Item shows whether the file exists."),
        Failure.FileNotWritable => (
            ErrorCategory.WriteError,
            "No incomplete file remains. Choose another path with -OutFile, or free some space."),
        Failure.AssertionUnavailable => (
            ErrorCategory.AuthenticationError,
            "Get-Help about_TokenModule_CI explains workload identity. Test-ServiceKey shows the issuer, subject and audience to trust."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "The failure has no row in the table."),
    };
}
