namespace BtpEmulator;

/// <summary>RFC 6749 section 4.4: a token of the client itself.</summary>
internal sealed class ClientCredentialsHandler(Landscape landscape, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public const string Name = "client_credentials";

    public string Type => Name;

    public XsuaaTokenResponse IssueToken(AccessTokenRequest asked, ReceivedTokenParameters parameters) =>
        tokens.CreateResponse(asked.NarrowTo(parameters["scope"]) with { Lifetime = landscape.Settings.TokenLifetime });
}
