namespace BtpEmulator;

/// <summary>RFC 6749 section 4.4: a token of the client itself.</summary>
internal sealed class ClientCredentialsGrant(Landscape landscape, TokenIssue tokens) : IGrant
{
    public const string Name = "client_credentials";

    public string Type => Name;

    public TokenAnswer Answer(AccessTokenRequest asked, TokenParameters parameters) =>
        tokens.Answer(asked.NarrowTo(parameters["scope"]) with { Lifetime = landscape.Settings.TokenLifetime });
}
