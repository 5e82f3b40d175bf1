using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TokenModule.Tokens.SignIn;

/// <summary>Opens an address with the user's own browser: the one named in <c>BROWSER</c>, or the system's.</summary>
internal static class SystemBrowser
{
    /// <returns>Whether there is a browser to open it with.</returns>
    public static bool TryOpen(Uri address)
    {
        try
        {
            using Process? browser = Process.Start(CreateStartInfo(address.AbsoluteUri));
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static ProcessStartInfo CreateStartInfo(string address)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return new ProcessStartInfo(address) { UseShellExecute = true };

        string opener = Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } named ? named
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "open"
            : "xdg-open";
        // What it prints is not for this terminal.
        return new ProcessStartInfo(opener, address) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
