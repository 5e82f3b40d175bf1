using System.Management.Automation.Host;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule.Logs;

/// <summary>Makes CI systems mask secrets in their logs as soon as the secrets are known. Outside a CI system it does nothing.</summary>
internal static class LogMask
{
    // Masking shorter values would hide ordinary words that happen to be equal.
    private const int MinimumLength = 8;

    private static readonly ICiSystem[] Systems = [new GitHubActions(), new AzurePipelines()];
    private static readonly HashSet<string> Hidden = [];
    private static readonly HashSet<string> Exempted = [];

    // In a remote session the local console is not part of the log, so commands are written to the console of the caller.
    private static PSHostUserInterface? remoteConsole;

    /// <summary>Sets the host that receives the output. Call it before secrets are masked.</summary>
    public static void Attach(PSHost host)
    {
        if (host.Name == "ServerRemoteHost")
            remoteConsole = host.UI;
    }

    /// <summary>Does not mask a key and its tokens from now on.</summary>
    public static void Exempt(ServiceKey key)
    {
        lock (Hidden)
        {
            Exempted.Add(key.Credential.Fingerprint);
        }
    }

    public static bool IsExempt(ServiceKey key)
    {
        lock (Hidden)
        {
            return Exempted.Contains(key.Credential.Fingerprint);
        }
    }

    public static void Hide(ServiceKey key)
    {
        Hide(key.Credential.Secrets);
        if (key.Credential is ClientSecret secret)
            Hide([BasicCredential.EncodeRaw(key.ClientId, secret.Value), BasicCredential.Encode(key.ClientId, secret.Value)]);
    }

    /// <summary>Masks an assertion or a passcode that was issued for a token request with the key.</summary>
    public static void HideIssued(ServiceKey key, Secret secret)
    {
        if (!IsExempt(key))
            Hide([secret]);
    }

    /// <summary>Passes a secret to later steps of the job and masks it.</summary>
    /// <returns>False when this is not a job of a CI system that can publish values.</returns>
    public static bool Publish(string name, Secret value)
    {
        Hide([value]);
        return GetRunningSystems().Any(system => system.Publish(name, value.Reveal()));
    }

    public static void Hide(IEnumerable<Secret?> secrets)
    {
        ICiSystem[] running = GetRunningSystems();
        if (running.Length == 0)
            return;

        // CI systems mask line by line, so each line of a PEM text is masked separately.
        foreach (Secret? secret in secrets)
        {
            foreach (string line in secret?.Reveal().Split('\n').Select(l => l.Trim()) ?? [])
            {
                if (line.Length >= MinimumLength && !line.StartsWith("-----", StringComparison.Ordinal))
                    Hide(running, line);
            }
        }
    }

    // The runner of GitHub and the agent of Azure also read commands from the error stream (actions/runner ScriptHandler,
    // azure-pipelines-agent NodeHandler). There they are not part of captured output, such as TOKEN=$(pwsh -c '…').
    public static void Write(string command)
    {
        if (remoteConsole is null)
            Console.Error.WriteLine(command);
        else
            remoteConsole.WriteLine(command);
    }

    private static ICiSystem[] GetRunningSystems() => [.. Systems.Where(system => system.IsRunning)];

    private static void Hide(ICiSystem[] systems, string value)
    {
        lock (Hidden)
        {
            if (!Hidden.Add(new Secret(value).Fingerprint))
                return;

            foreach (ICiSystem system in systems)
            {
                Write(system.FormatMaskCommand(value));
            }
        }
    }
}
