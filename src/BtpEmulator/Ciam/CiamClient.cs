namespace BtpEmulator.Ciam;

/// <summary>The only application that is registered at CIAM.</summary>
internal static class CiamClient
{
    public const string Id = "Sfq5hn4nf";
    public const string Secret = "S^7j|)v,Zd-fake+=$%&:ciam";
    public const string Scope = "application.client";
}
