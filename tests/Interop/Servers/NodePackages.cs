using System.Diagnostics;

namespace TokenModule.Interop;

/// <summary>The packages of Node.js in a folder with a package.json and a lock file.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The full path of Node.js, or null where it is not installed.</summary>
    public static string? Node { get; } = ServerProcess.FindProgram("node");

    /// <summary>Installs once for each build output: `npm ci` removes node_modules first and takes seconds.</summary>
    /// <returns>Why the packages cannot be installed; null after the installation.</returns>
    public static async Task<string?> InstallAsync(string folder)
    {
        if (Node is null || ServerProcess.FindProgram("npm") is not { } npm)
            return "Node.js with npm is not installed.";

        string marker = Path.Combine(folder, "installed-package-lock.json");
        string lockFile = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker) == lockFile)
            return null;

        string[] arguments =
        [
            "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=0", "--fetch-timeout=20000",
        ];
        ProcessStartInfo start = new(npm, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process install = Process.Start(start)!;
        Task<string> output = install.StandardOutput.ReadToEndAsync();
        Task<string> errors = install.StandardError.ReadToEndAsync();
        using CancellationTokenSource deadline = new(InstallTimeout);
        try
        {
            await install.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            install.Kill(entireProcessTree: true);
            return $"npm ci did not finish within {InstallTimeout.TotalSeconds:0} s.";
        }

        await output;
        if (install.ExitCode != 0)
            return $"npm ci failed: {(await errors).Trim()}";
        await File.WriteAllTextAsync(marker, lockFile);
        return null;
    }
}
