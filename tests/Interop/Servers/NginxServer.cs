using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TokenModule.Interop;

/// <summary>nginx, with a token endpoint and pages that show what other servers answer.</summary>
public sealed class NginxServer : IAsyncLifetime
{
    private readonly InteropDirectory? directory = OperatingSystem.IsWindows() ? null : new();
    private ServerProcess? process;

    internal InteropAuthority Authority { get; } = new();

    /// <summary>Why the tests cannot run here; null where they can.</summary>
    public string? SkipReason { get; private set; }

    /// <summary>Serves everybody.</summary>
    internal Uri Address { get; private set; } = null!;

    /// <summary>Demands a client certificate for every request.</summary>
    internal Uri CertificateAddress { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (directory is null || ServerProcess.FindProgram("nginx") is not { } nginx)
        {
            SkipReason = "nginx is not installed.";
            return;
        }

        int port = ServerProcess.FindFreePort();
        int certificatePort = ServerProcess.FindFreePort();
        Address = new Uri($"https://127.0.0.1:{port}");
        CertificateAddress = new Uri($"https://127.0.0.1:{certificatePort}");
        directory.Write("server.pem", Authority.ServerPem);
        directory.Write("server.key", Authority.ServerKeyPem);
        directory.Write("authority.pem", Authority.RootPem);
        directory.Write("members.json.gz", [.. Compress("""{"first":1,"""), .. Compress("\"second\":2}")]);
        directory.Write("latin1.txt", Encoding.Latin1.GetBytes("Grüße aus Köln"));
        // {PLAIN} is not hashed: nginx accepts it, and every libcrypt can read it.
        directory.Write("passwords", "raw:{PLAIN}a+b/c=d==p%41\n");
        string template = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "nginx.conf"));
        string configuration = directory.Write("nginx.conf", template
            .Replace("@FOLDER@", directory.Path, StringComparison.Ordinal)
            .Replace("@PORT@", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@CERTIFICATE_PORT@", certificatePort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        process = ServerProcess.Start(nginx, ["-p", directory.Path, "-e", directory.FindPath("error.log"), "-c", configuration]);
        await process.WaitUntilListeningAsync(port);
    }

    /// <returns>The number of requests with this method and path since the start, from the access log.</returns>
    internal Task<int> CountRequestsAsync(string methodAndPath, int expected)
    {
        return directory!.CountLinesAsync("access.log", methodAndPath, expected);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        directory?.Dispose();
        Authority.Dispose();
    }

    private static byte[] Compress(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
