using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>The one table from a failure to its error id (its name), category and recommended action.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord FromException(BtpException exception, object? target)
    {
        (ErrorCategory category, string action) = DescribeFailure(exception.Failure);
        return new ErrorRecord(exception, exception.Failure.ToString(), category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = action },
        };
    }

    public static (ErrorCategory Category, string Action) DescribeFailure(Failure failure) => failure switch
    {
        Failure.ServiceKeyNotFound => (ErrorCategory.ObjectNotFound, "Import-ServiceKey reads keys from files, the pipeline, variables and single values, and remembers them by name."),
        Failure.ServiceKeyInvalid => (ErrorCategory.InvalidData, "Test-ServiceKey tries a key out, row by row; Get-Help Import-ServiceKey -Examples shows what can be imported."),
        Failure.ServiceKeyPlaceholder => (ErrorCategory.InvalidData, "Create a service key in the cockpit, or with cf create-service-key, and use its values."),
        Failure.ServiceKeyAmbiguous => (ErrorCategory.InvalidArgument, "Import-ServiceKey -Name gives a key a name of its own in this session."),
        Failure.CertificateInvalid => (ErrorCategory.SecurityError, "A key with a certificate holds 'certificate', the whole chain in PEM, and 'key', its private key."),
        Failure.CertificateExpired => (ErrorCategory.SecurityError, "Certificates of service keys end after 7 days unless the key was created with another validity."),
        Failure.CredentialRequired => (ErrorCategory.AuthenticationError, "A sign-in lasts for the session: later commands use it without a credential."),
        Failure.ClientRejected => (
            ErrorCategory.AuthenticationError,
            "No account is locked, because the request was not repeated. Get-OAuthToken -ClientAuthentication selects how the secret is sent."),
        Failure.GrantRejected => (ErrorCategory.AuthenticationError, "The key's grant_type and Get-OAuthToken -GrantType decide what is asked for."),
        Failure.ScopeRejected => (ErrorCategory.PermissionDenied, "Get-TokenClaims shows the scopes of a token that was granted."),
        Failure.Throttled => (ErrorCategory.LimitsExceeded, "Tokens from the cache cost no request: leave out -ForceRefresh."),
        Failure.ServerError => (ErrorCategory.ResourceUnavailable, "If it lasts, tell SAP support when it happened, with the correlation id where there is one."),
        Failure.NetworkUnreachable => (ErrorCategory.ConnectionError, "Test-Connection with -TcpPort 443 tells whether the host can be reached at all."),
        Failure.NetworkTimeout => (ErrorCategory.OperationTimeout, "-Verbose shows each request and how long it took."),
        Failure.NetworkBroken => (ErrorCategory.ConnectionError, "-Verbose shows each request and its answer."),
        Failure.TlsFailed => (ErrorCategory.SecurityError, "A company's own root certificate belongs in the certificate store of the operating system. On Linux, SSL_CERT_FILE can name a file with it."),
        Failure.TokenResponseInvalid => (ErrorCategory.InvalidResult, "-Verbose shows the address that was asked."),
        Failure.RedirectRefused => (ErrorCategory.SecurityError, "If the address it redirects to is the service's own, use that in the key."),
        Failure.HostNotAllowed => (ErrorCategory.SecurityError, "The Endpoints property of a key lists the addresses its token may go to."),
        Failure.TokenMalformed => (ErrorCategory.InvalidData, "A JWT is three parts of letters, digits, - and _ with dots between them."),
        Failure.TokenOpaque => (
            ErrorCategory.InvalidType,
            "The token can be sent to an API, but only the server that issued it or its recipient can read it."),
        Failure.TokenExpired => (ErrorCategory.AuthenticationError, "Get-OAuthToken gives a token that is good now."),
        Failure.SignatureInvalid => (ErrorCategory.SecurityError, "Do not use what the token says. Get-TokenClaims without -Verify shows who it claims to be from."),
        Failure.KeyUnknown => (ErrorCategory.ObjectNotFound, "-ServiceKey says whose keys are trusted, -JwksUri where they are published."),
        Failure.IssuerMismatch => (ErrorCategory.SecurityError, "Do not use what the token says, unless the issuer it names is the one you trust."),
        Failure.AudienceMismatch => (ErrorCategory.SecurityError, "A token for somebody else proves nothing to you; -Audience says whom it has to be for."),
        Failure.ApiUnauthorized => (ErrorCategory.AuthenticationError, "Get-OAuthToken | Get-TokenClaims shows whom the token is for."),
        Failure.ApiForbidden => (ErrorCategory.PermissionDenied, "Scopes come with the service plan or the user's role collections; tokens got before they were assigned lack them: Get-OAuthToken -ForceRefresh."),
        Failure.ApiNotFound => (ErrorCategory.ObjectNotFound, "The Endpoints property of a key lists what it can call."),
        Failure.ApiError => (ErrorCategory.InvalidOperation, "-Verbose shows the address that was called; SAP's API reference tells what it takes."),
        Failure.OperationFailed => (ErrorCategory.InvalidResult, "The service keeps what it made so far; look at it before the next try, or remove it."),
        Failure.WaitTimedOut => (ErrorCategory.OperationTimeout, "Nothing was stopped: the service goes on by itself."),
        Failure.FileNotReadable => (ErrorCategory.OpenError, "Get-Item shows whether the file is there and how large it is."),
        Failure.FileNotWritable => (ErrorCategory.WriteError, "Nothing is left under the file's name; choose another directory with -OutFile, or make room."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "This failure has no row in the table."),
    };
}
