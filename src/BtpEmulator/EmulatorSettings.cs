namespace BtpEmulator;

/// <summary>The settings of an emulator. A change applies from the next request on.</summary>
public sealed class EmulatorSettings
{
    /// <summary>The lifetime of a client credentials token. As with the XSUAA, <c>expires_in</c> is one second less.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(43200);

    /// <summary>The lifetime of a user token, including one from a refresh token.</summary>
    public TimeSpan UserTokenLifetime { get; set; } = TimeSpan.FromSeconds(43200);

    /// <summary>The lifetime of a refresh token.</summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromSeconds(604800);

    /// <summary>The lifetime of a CIAM token.</summary>
    public TimeSpan CiamTokenLifetime { get; set; } = TimeSpan.FromSeconds(7200);

    /// <summary>The offset of the server's clock, negative for a slow clock. Tests change it so that tokens expire at once.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Whether each use of a refresh token replaces it and invalidates the old one.</summary>
    public bool RotateRefreshTokens { get; set; } = true;

    /// <summary>Whether a second-factor code is accepted only once.</summary>
    public bool OneTimeCodesAreSingleUse { get; set; }

    /// <summary>Whether a passcode is accepted only once.</summary>
    public bool PasscodesAreSingleUse { get; set; } = true;

    /// <summary>
    /// The error that the authorization endpoint returns instead of a code, for example <c>access_denied</c>; null for none.
    /// </summary>
    public string? AuthorizeError { get; set; }

    /// <summary>The state that the authorization endpoint returns instead of the received one; null to return the received one.</summary>
    public string? AuthorizeState { get; set; }

    /// <summary>The name of the user who signs in with the browser.</summary>
    public string AuthorizeUser { get; set; } = "bob@example.com";

    /// <summary>The lifetime of the ID tokens that the CI system issues to a job.</summary>
    public TimeSpan AssertionLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The subject of these ID tokens.</summary>
    public string AssertionSubject { get; set; } = "repo:acme/deploy:ref:refs/heads/main";

    /// <summary>The subject that the identity service trusts.</summary>
    public string TrustedSubject { get; set; } = "repo:acme/deploy:ref:refs/heads/main";

    /// <summary>An audience that the identity service trusts beside its own issuer URL.</summary>
    public string TrustedAudience { get; set; } = "api://AzureADTokenExchange";

    /// <summary>The number of token requests that succeed per second; further ones get 429. Null for no limit.</summary>
    public int? TokenRequestsPerSecond { get; set; }

    /// <summary>Whether TLS 1.3 is enabled. With TLS 1.3 an invalid client certificate closes the connection without an alert.</summary>
    public bool AllowTls13 { get; set; }

    /// <summary>The password of the proxy user <c>proxy</c>; null when the proxy requires no authentication.</summary>
    public string? ProxyPassword { get; set; }

    /// <summary>How often a job or a new resource can be polled before it is complete.</summary>
    public int JobPolls { get; set; } = 2;

    /// <summary>Whether jobs and the creation of resources fail.</summary>
    public bool JobsFail { get; set; }

    /// <summary>The number of events in the events service.</summary>
    public int EventCount { get; set; } = 320;

    /// <summary>The number of events per page when the request has no <c>pageSize</c>.</summary>
    public int EventPageSize { get; set; } = 50;

    /// <summary>The number of subscriptions in the SaaS registry.</summary>
    public int SubscriptionCount { get; set; } = 45;

    /// <summary>The number of subscriptions per page when the request has no <c>size</c>.</summary>
    public int SubscriptionPageSize { get; set; } = 500;

    /// <summary>The number of Service Manager items per page when the request has no <c>max_items</c>.</summary>
    public int ServiceManagerPageSize { get; set; } = 50;

    /// <summary>The number of items in the lists with links between the pages: executions and workflow instances.</summary>
    public int LinkedItemCount { get; set; } = 25;

    /// <summary>The number of items per page of those lists when the request has no <c>$top</c>.</summary>
    public int LinkedPageSize { get; set; } = 10;

    /// <summary>The origin of the links to the next page, for example <c>https://elsewhere.example</c>; null for relative links.</summary>
    public string? NextLinkOrigin { get; set; }

    /// <summary>
    /// Whether every path of Cloud Management returns <c>{}</c> to a request with a valid token, including unknown operations.
    /// </summary>
    public bool AnswerEveryOperation { get; set; }

    /// <summary>The number of shadow users in the SCIM API of the XSUAA.</summary>
    public int ScimUserCount { get; set; } = 250;

    /// <summary>The largest number of users or groups per page. A larger <c>count</c> has no effect.</summary>
    public int ScimPageSize { get; set; } = 100;

    /// <summary>The number of deployments in AI Core.</summary>
    public int DeploymentCount { get; set; } = 25;

    /// <summary>The number of clients in Document Information Extraction.</summary>
    public int DocumentClientCount { get; set; } = 25;
}
