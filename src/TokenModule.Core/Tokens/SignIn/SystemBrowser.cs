using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TokenModule.Tokens.SignIn;

/// <summary>Opens an address in the user's browser: the system's default, or on Linux the command in <c>BROWSER</c>.</summary>
internal static class SystemBrowser
{
    /// <returns>Whether a browser was started.</returns>
    public static bool TryOpen(Uri address) => CreateCommands(address.AbsoluteUri).Any(TryStart);

    private static IEnumerable<ProcessStartInfo> CreateCommands(string address)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return [new ProcessStartInfo(address) { UseShellExecute = true }];
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return [BrowserCommand.Parse("open", address)];

        IReadOnlyList<ProcessStartInfo> named = BrowserCommand.ParseList(Environment.GetEnvironmentVariable("BROWSER"), address);
        return named.Count > 0 ? named : [BrowserCommand.Parse("xdg-open", address)];
    }

    private static bool TryStart(ProcessStartInfo command)
    {
        try
        {
            using Process? browser = Process.Start(command);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
