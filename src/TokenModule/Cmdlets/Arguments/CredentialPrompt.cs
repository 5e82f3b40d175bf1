using System.Management.Automation;
using System.Management.Automation.Host;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Prompts for a user and password in an interactive session.</summary>
internal static class CredentialPrompt
{
    /// <returns>The credential that the user enters, or null when a prompt is not possible.</returns>
    public static PSCredential? PromptOrDefault(PSHost host, ServiceKey key)
    {
        if (Console.IsInputRedirected || !Environment.UserInteractive)
            return null;

        try
        {
            // PowerShell would add a target name to the user name as a domain.
            string message = $"User and password for {key.Name} ({key.TokenUrl.Host}).";
            return host.UI.PromptForCredential("Sign in", message, userName: string.Empty, targetName: string.Empty);
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
