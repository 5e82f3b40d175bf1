using System.Globalization;

namespace TokenModule.Interop;

/// <summary>squid, as a proxy that requires the user name 'proxy-user' and a password.</summary>
public sealed class SquidProxy : IAsyncLifetime
{
    internal const string UserName = "proxy-user";
    internal const string Password = "proxy+pass/word==";

    // squid names its shared memory after the service. Two instances with the same name exclude each other, even when one has ended.
    private readonly string serviceName = $"interop{Guid.NewGuid():N}"[..20];
    private readonly InteropDirectory? directory = OperatingSystem.IsWindows() ? null : new();
    private ServerProcess? process;

    /// <summary>Why the tests cannot run here; null where they can.</summary>
    public string? SkipReason { get; private set; }

    internal Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (directory is null || OperatingSystem.IsWindows() || ServerProcess.FindProgram("squid") is not { } squid)
        {
            SkipReason = "squid is not installed.";
            return;
        }

        int port = ServerProcess.FindFreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        directory.Write("hosts", $"127.0.0.1 {InteropAuthority.ProxiedHost} forbidden.interop.example\n");
        // squid sends one line for each check: user name and password.
        string helper = directory.Write("check-password", $"""
            #!/bin/sh
            while read -r user password; do
              if [ "$user" = '{UserName}' ] && [ "$password" = '{Password}' ]; then echo OK; else echo ERR; fi
            done
            """);
        File.SetUnixFileMode(helper, (UnixFileMode)0b111_101_101);
        string template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "squid.conf"));
        string configuration = directory.Write("squid.conf", template
            .Replace("@FOLDER@", directory.Path, StringComparison.Ordinal)
            .Replace("@PORT@", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        process = ServerProcess.Start(squid, ["-N", "-n", serviceName, "-d", "1", "-f", configuration]);
        await process.WaitUntilListeningAsync(port);
    }

    /// <returns>The number of requests that the proxy answered with this status since the start, from the access log.</returns>
    internal Task<int> CountResponsesAsync(int status, int expected)
    {
        return directory!.CountLinesAsync("access.log", $"CONNECT {status}", expected);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        RemoveSharedMemory();
        directory?.Dispose();
    }

    private void RemoveSharedMemory()
    {
        const string Folder = "/dev/shm";
        if (!Directory.Exists(Folder))
            return;

        foreach (string segment in Directory.EnumerateFiles(Folder, $"{serviceName}-*"))
        {
            File.Delete(segment);
        }
    }
}
