namespace TokenModule;

/// <summary>The kinds of failures. Each name is the error id that scripts can check, and never changes.</summary>
public enum Failure
{
    /// <summary>No file, variable, service or key of the session has the given name.</summary>
    ServiceKeyNotFound,

    /// <summary>The input is not a service key, or a member of the key is missing, empty or of the wrong type.</summary>
    ServiceKeyInvalid,

    /// <summary>A member of the key still contains a placeholder, such as <c>&lt;your client id&gt;</c>.</summary>
    ServiceKeyPlaceholder,

    /// <summary>Several keys match, but exactly one is required.</summary>
    ServiceKeyAmbiguous,

    /// <summary>The key requires a credential or a signed-in user, and none is available.</summary>
    CredentialRequired,

    /// <summary>The client certificate cannot be read, does not match its private key, or is not yet valid.</summary>
    CertificateInvalid,

    /// <summary>The client certificate has expired.</summary>
    CertificateExpired,

    /// <summary>The token endpoint rejected the client, the user or the password (RFC 6749 section 5.2, <c>invalid_client</c>).</summary>
    ClientRejected,

    /// <summary>The token endpoint rejected the grant: wrong, used, expired or not allowed for the client (<c>invalid_grant</c>).</summary>
    GrantRejected,

    /// <summary>The token endpoint rejected a requested scope (<c>invalid_scope</c>).</summary>
    ScopeRejected,

    /// <summary>The server limits the number of requests (429), and the required pause is longer than the timeout.</summary>
    Throttled,

    /// <summary>The server failed (5xx, 408), also after the permitted retries.</summary>
    ServerError,

    /// <summary>No connection to the server or to its proxy. The server did not receive the request.</summary>
    NetworkUnreachable,

    /// <summary>The complete response did not arrive within the timeout.</summary>
    NetworkTimeout,

    /// <summary>The connection broke, or the response is not valid HTTP.</summary>
    NetworkBroken,

    /// <summary>No secure connection: a certificate is not trusted, or TLS failed.</summary>
    TlsFailed,

    /// <summary>The response of the token endpoint does not contain a valid token.</summary>
    TokenResponseInvalid,

    /// <summary>The server redirected a request that contains a secret. The redirect was not followed.</summary>
    RedirectRefused,

    /// <summary>The address is not an address of the key, so the request was not sent.</summary>
    HostNotAllowed,

    /// <summary>The text is not a valid JWT (RFC 7519).</summary>
    TokenMalformed,

    /// <summary>The token is not a readable JWT, so only the server that issued it can read it.</summary>
    TokenOpaque,

    /// <summary>The token has expired, is not yet valid, or has no expiry.</summary>
    TokenExpired,

    /// <summary>The signature of the token is not valid for the trusted keys.</summary>
    SignatureInvalid,

    /// <summary>No key is available to verify the token.</summary>
    KeyUnknown,

    /// <summary>The token has another issuer than expected.</summary>
    IssuerMismatch,

    /// <summary>The token is for another audience than expected.</summary>
    AudienceMismatch,

    /// <summary>The API rejected the token (401), and also a new token.</summary>
    ApiUnauthorized,

    /// <summary>The API refused the call (403).</summary>
    ApiForbidden,

    /// <summary>The path, an id in it, or the endpoint does not exist.</summary>
    ApiNotFound,

    /// <summary>The API rejected the request for another reason, or its response is damaged.</summary>
    ApiError,

    /// <summary>The parameters do not describe a valid request. The request was not sent.</summary>
    RequestInvalid,

    /// <summary>A long-running operation failed after the service had accepted it.</summary>
    OperationFailed,

    /// <summary>A long-running operation did not finish within <c>-WaitTimeoutSec</c>.</summary>
    WaitTimedOut,

    /// <summary>A file to send cannot be read.</summary>
    FileNotReadable,

    /// <summary>A file for the response cannot be written.</summary>
    FileNotWritable,

    /// <summary>The source of a client assertion issued none: a CI system, a file, a variable, a script or a private key.</summary>
    AssertionUnavailable,
}
