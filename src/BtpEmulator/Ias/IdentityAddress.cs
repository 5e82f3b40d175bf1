namespace BtpEmulator;

/// <summary>Where the identity service is, under whichever address it was reached.</summary>
internal static class IdentityAddress
{
    public const string Path = "/ias";

    public static string GetUrl(HttpRequest request) => $"{request.Scheme}://{request.Host}{Path}";
}
