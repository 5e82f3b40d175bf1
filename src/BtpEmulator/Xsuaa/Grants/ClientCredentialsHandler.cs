namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The client credentials grant (RFC 6749 section 4.4).</summary>
internal sealed class ClientCredentialsHandler(Landscape landscape, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public const string Name = "client_credentials";

    public string Type => Name;

    public XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters) =>
        tokens.CreateResponse(request.NarrowTo(parameters["scope"]) with { Lifetime = landscape.Settings.TokenLifetime });
}
