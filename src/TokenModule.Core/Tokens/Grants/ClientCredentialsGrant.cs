using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>The client's own credential is the grant (RFC 6749 section 4.4).</summary>
internal sealed class ClientCredentialsGrant : AuthorizationGrant
{
    private ClientCredentialsGrant()
    {
    }

    public static ClientCredentialsGrant Instance { get; } = new();

    public override GrantType Type => GrantType.ClientCredentials;

    public override string Name => "client_credentials";

    public override ResendPolicy Resend => ResendPolicy.Always;

    public override bool IsReusable => true;

    public override bool IsRenewable => true;
}
