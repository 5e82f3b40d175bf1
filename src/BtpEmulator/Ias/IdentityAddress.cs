namespace BtpEmulator.Ias;

/// <summary>The URL of the identity service, with the host that the client used.</summary>
internal static class IdentityAddress
{
    public const string Path = "/ias";

    public static string GetUrl(HttpRequest request) => $"{request.Scheme}://{request.Host}{Path}";
}
