using System.Management.Automation.Host;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule.Logs;

/// <summary>Has CI systems hide secrets in their logs, from the moment they are known, and give them to later steps. Elsewhere it does nothing.</summary>
internal static class LogMask
{
    // Hiding anything shorter would blot out words that only look like it.
    private const int Shortest = 8;

    private static readonly ICiSystem[] Systems = [new GitHubActions(), new AzurePipelines()];
    private static readonly HashSet<string> Hidden = [];
    private static readonly HashSet<string> Exempted = [];

    // Where PowerShell runs for a remote one, its console is not what the log is made of.
    private static PSHostUserInterface? remoteConsole;

    /// <summary>Learns where output goes; called before anything can be hidden.</summary>
    public static void Attach(PSHost host)
    {
        if (host.Name == "ServerRemoteHost")
            remoteConsole = host.UI;
    }

    /// <summary>Lets logs show a key and its tokens from now on.</summary>
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

    /// <summary>Gives a secret to later steps of the job, hidden in their logs.</summary>
    /// <returns>Whether there is such a job.</returns>
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

        // Logs are hidden line by line: the parts of a key in PEM have to be named one by one.
        foreach (Secret? secret in secrets)
        {
            foreach (string line in secret?.Reveal().Split('\n').Select(l => l.Trim()) ?? [])
            {
                if (line.Length >= Shortest && !line.StartsWith("-----", StringComparison.Ordinal))
                    Hide(running, line);
            }
        }
    }

    // The console itself: a command in a variable, a file or another stream would do nothing.
    public static void Write(string command)
    {
        if (remoteConsole is null)
            Console.Out.WriteLine(command);
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
