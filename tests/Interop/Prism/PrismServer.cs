using System.Text.RegularExpressions;

namespace TokenModule.Interop;

/// <summary>Stoplight Prism with one OpenAPI document: a mock of the service, or a proxy before it.</summary>
internal sealed partial class PrismServer : IAsyncDisposable
{
    private readonly ServerProcess process;
    private readonly Task log;

    private PrismServer(ServerProcess process, Uri address, IReadOnlyList<(string Method, string Path)> operations)
    {
        this.process = process;
        Address = address;
        Operations = operations;
        // Prism writes lines for each request. It stops when nobody reads them.
        log = process.Output.BaseStream.CopyToAsync(Stream.Null);
    }

    public Uri Address { get; }

    /// <summary>The operations that Prism found in the document. The paths contain sample values.</summary>
    public IReadOnlyList<(string Method, string Path)> Operations { get; }

    public static Task<PrismServer> StartMockAsync(string modules, string document) => StartAsync(modules, ["mock", document]);

    public static Task<PrismServer> StartProxyAsync(string modules, string document, Uri server)
    {
        return StartAsync(modules, ["proxy", document, server.GetLeftPart(UriPartial.Authority)]);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await log;
    }

    private static async Task<PrismServer> StartAsync(string modules, string[] command)
    {
        int port = ServerProcess.FindFreePort();
        string program = Path.Combine(modules, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        ServerProcess process = ServerProcess.Start(NodePackages.Node!, [program, .. command, "--port", $"{port}"]);
        List<(string Method, string Path)> operations = [];
        while (await process.ReadLineAsync() is { } line && !line.Contains("Prism is listening", StringComparison.Ordinal))
        {
            Match operation = OperationLine().Match(line);
            if (operation.Success)
                operations.Add((operation.Groups["method"].Value, new Uri(operation.Groups["url"].Value).AbsolutePath));
        }

        return new PrismServer(process, new Uri($"http://127.0.0.1:{port}"), operations);
    }

    [GeneratedRegex(@"\b(?<method>GET|PUT|POST|PATCH|DELETE)\s+(?<url>http\S+)")]
    private static partial Regex OperationLine();
}
