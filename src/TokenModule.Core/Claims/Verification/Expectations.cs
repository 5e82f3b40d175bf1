namespace TokenModule.Claims.Verification;

/// <summary>What the claims of a token have to say, besides being in their time.</summary>
internal sealed record Expectations
{
    /// <summary>Names of which the token's audience has to hold one; none leaves it open.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The names of one client, its id and its application, where no audience is named: the token has to be of it or for it.</summary>
    public IReadOnlyList<string> Client { get; init; } = [];

    /// <summary>The issuer, character by character; null leaves it open.</summary>
    public string? Issuer { get; init; }
}
