using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenModule.Interop;

/// <summary>A server program that runs for one test class and ends with it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder errors = new();

    private ServerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => AddError(line.Data);
        process.BeginErrorReadLine();
    }

    public StreamWriter Input => process.StandardInput;

    public StreamReader Output => process.StandardOutput;

    /// <summary>The last words of the program, for the message of a failed start.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    /// <returns>The full path of a program on the PATH or in /usr/sbin, or null where it is not installed.</returns>
    public static string? FindProgram(string name)
    {
        string searchPath = Environment.GetEnvironmentVariable("PATH") ?? "";
        IEnumerable<string> folders = searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin");
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return folders.SelectMany(folder => names.Select(n => Path.Combine(folder, n))).FirstOrDefault(File.Exists);
    }

    public static ServerProcess Start(string program, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new ServerProcess(Process.Start(start)!);
    }

    /// <returns>
    /// A free port of 127.0.0.1, below the range from which systems take the ports of outgoing connections: one of those could take the
    /// port before the program does.
    /// </returns>
    public static int FindFreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(20_000, 30_000);
            if (TryListen(port))
                return port;
        }
    }

    /// <summary>Waits until the program accepts connections at a port.</summary>
    public async Task WaitUntilListeningAsync(int port)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await IsListeningAsync(port))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with exit code {process.ExitCode}. {Errors}");
            if (Stopwatch.GetElapsedTime(started) > StartTimeout)
                throw new InvalidOperationException($"{process.StartInfo.FileName} does not listen at port {port}. {Errors}");
            await Task.Delay(20);
        }
    }

    public async Task<string> ReadLineAsync()
    {
        string? line = await Output.ReadLineAsync().WaitAsync(StartTimeout);
        return line ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended. {Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has already ended.
        }
        catch (Win32Exception)
        {
            // It is ending.
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static bool TryListen(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void AddError(string? line)
    {
        lock (errors)
        {
            errors.AppendLine(line);
        }
    }
}
