namespace TokenModule;

/// <summary>What went wrong. Each name is the error id that scripts match on.</summary>
public enum Failure
{
    ServiceKeyNotFound,
    ServiceKeyInvalid,
    ServiceKeyPlaceholder,
    ServiceKeyAmbiguous,
    CredentialRequired,
    CertificateInvalid,
    CertificateExpired,
    ClientRejected,
    GrantRejected,
    ScopeRejected,
    Throttled,
    ServerError,
    NetworkUnreachable,
    NetworkTimeout,
    NetworkBroken,
    TlsFailed,
    TokenResponseInvalid,
    RedirectRefused,
    HostNotAllowed,
    TokenMalformed,
    TokenOpaque,
    ApiUnauthorized,
    ApiForbidden,
    ApiNotFound,
    ApiError,
}
