namespace BtpEmulator;

/// <summary>The knobs of a running emulator; a change holds from the next request on.</summary>
public sealed class EmulatorSettings
{
    /// <summary>Life of a client credentials token; the answer says one second less, as XSUAA does.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(43200);

    /// <summary>Life of a token got by password or refresh token.</summary>
    public TimeSpan UserTokenLifetime { get; set; } = TimeSpan.FromSeconds(43200);

    /// <summary>Life of a refresh token.</summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromSeconds(604800);

    /// <summary>Life of a CIAM token.</summary>
    public TimeSpan CiamTokenLifetime { get; set; } = TimeSpan.FromSeconds(7200);

    /// <summary>How far the server's clock is ahead (or behind, when negative): expires tokens without waiting.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Whether a refresh token is replaced, and the old one refused, each time it is used.</summary>
    public bool RotateRefreshTokens { get; set; } = true;

    /// <summary>Whether a second-factor code is accepted only once.</summary>
    public bool OneTimeCodesAreSingleUse { get; set; }

    /// <summary>Whether a passcode is accepted only once.</summary>
    public bool PasscodesAreSingleUse { get; set; } = true;

    /// <summary>An error the authorization endpoint redirects with instead of a code, for example <c>access_denied</c>.</summary>
    public string? AuthorizeError { get; set; }

    /// <summary>A state the authorization endpoint answers with in place of the one it was sent.</summary>
    public string? AuthorizeState { get; set; }

    /// <summary>How many requests for tokens are answered within a second; the others get 429.</summary>
    public int? TokenRequestsPerSecond { get; set; }

    /// <summary>Whether TLS 1.3 is spoken, in which a bad client certificate is answered by hanging up instead of by an alert.</summary>
    public bool AllowTls13 { get; set; }

    /// <summary>The password the proxy asks of its user <c>proxy</c>; null lets everybody through.</summary>
    public string? ProxyPassword { get; set; }

    /// <summary>How many times a job or a new resource answers "not yet" before it is done.</summary>
    public int JobPolls { get; set; } = 2;

    /// <summary>Whether jobs and creations end in failure.</summary>
    public bool JobsFail { get; set; }

    /// <summary>How many events the events service holds.</summary>
    public int EventCount { get; set; } = 320;

    /// <summary>Events in a page when the request names no <c>pageSize</c>.</summary>
    public int EventPageSize { get; set; } = 50;

    /// <summary>How many subscriptions the SaaS registry holds.</summary>
    public int SubscriptionCount { get; set; } = 45;

    /// <summary>Subscriptions in a page when the request names no <c>size</c>.</summary>
    public int SubscriptionPageSize { get; set; } = 500;

    /// <summary>Items in a page of the Service Manager when the request names no <c>max_items</c>.</summary>
    public int ServiceManagerPageSize { get; set; } = 50;

    /// <summary>How many items the lists hold whose pages are joined by links: executions and workflow instances.</summary>
    public int LinkedItemCount { get; set; } = 25;

    /// <summary>Items in a page of those lists when the request names no <c>$top</c>.</summary>
    public int LinkedPageSize { get; set; } = 10;

    /// <summary>The origin those links name, the emulator's or a foreign one, for example <c>https://elsewhere.example</c>; null makes them relative.</summary>
    public string? NextLinkOrigin { get; set; }

    /// <summary>Whether every operation of Cloud Management, known or not, answers <c>{}</c> to a good token.</summary>
    public bool AnswerEveryOperation { get; set; }

    /// <summary>How many clients Document Information Extraction holds.</summary>
    public int DocumentClientCount { get; set; } = 25;
}
