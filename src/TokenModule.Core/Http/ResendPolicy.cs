namespace TokenModule.Http;

/// <summary>When a request may be sent a second time.</summary>
internal enum ResendPolicy
{
    /// <summary>Never: it carries a one-time code.</summary>
    Never,

    /// <summary>Only when the server has surely not acted on it: refused connection, 429, 503 with Retry-After.</summary>
    IfNotProcessed,

    /// <summary>Acting on it twice is the same as once.</summary>
    Always,
}
