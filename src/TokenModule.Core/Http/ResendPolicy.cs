namespace TokenModule.Http;

/// <summary>When a request may be sent again.</summary>
internal enum ResendPolicy
{
    /// <summary>Never, because the request contains a one-time code.</summary>
    Never,

    /// <summary>Only when the server has certainly not processed it: refused connection, 429, 503 with Retry-After.</summary>
    IfNotProcessed,

    /// <summary>Always, because the request is idempotent.</summary>
    Always,
}
