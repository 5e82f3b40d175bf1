using System.Management.Automation;
using System.Management.Automation.Host;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Asks for a user and password where somebody is there to answer.</summary>
internal static class CredentialPrompt
{
    /// <returns>What the user enters, or null where nobody can be asked.</returns>
    public static PSCredential? PromptOrDefault(PSHost host, ServiceKey key)
    {
        if (Console.IsInputRedirected || !Environment.UserInteractive)
            return null;

        try
        {
            // A target name would be put before the user name, as a domain.
            return host.UI.PromptForCredential("Sign in", $"User and password for {key.Name} ({key.TokenUrl.Host}).", userName: string.Empty, targetName: string.Empty);
        }
        catch (HostException)
        {
            return null;
        }
        catch (PSInvalidOperationException)
        {
            // PowerShell was started with -NonInteractive.
            return null;
        }
    }
}
