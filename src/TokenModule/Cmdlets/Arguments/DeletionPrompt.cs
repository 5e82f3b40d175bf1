using System.Management.Automation;
using System.Management.Automation.Host;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Prompts before a deletion by operation, with the choices yes to all and no to all. A script passes <c>-Confirm:$false</c> instead.
/// </summary>
internal sealed class DeletionPrompt
{
    private bool yesToAll;
    private bool noToAll;

    /// <exception cref="BtpApiException">There is no console for the prompt.</exception>
    public bool Confirm(PSCmdlet cmdlet, string action)
    {
        // With -Confirm or a $ConfirmPreference of Medium or Low, ShouldProcess has already prompted. None suppresses all prompts.
        if (cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm") || !IsPreferenceHigh(cmdlet))
            return true;

        try
        {
            return cmdlet.ShouldContinue($"{action}?", "Delete", ref yesToAll, ref noToAll);
        }
        catch (PSInvalidOperationException e)
        {
            throw CreateNoConsoleError(action, e);
        }
        catch (HostException e)
        {
            throw CreateNoConsoleError(action, e);
        }
        catch (NotImplementedException e)
        {
            // A host without a user interface throws it, such as a program that runs PowerShell.
            throw CreateNoConsoleError(action, e);
        }
        catch (NullReferenceException e)
        {
            // The console of PowerShell 7.6 fails with this exception when its standard input has ended, as in a job of a CI system.
            throw CreateNoConsoleError(action, e);
        }
    }

    private static bool IsPreferenceHigh(PSCmdlet cmdlet)
    {
        object preference = cmdlet.SessionState.PSVariable.GetValue("ConfirmPreference", ConfirmImpact.High);
        return !LanguagePrimitives.TryConvertTo(preference, out ConfirmImpact impact) || impact == ConfirmImpact.High;
    }

    private static BtpApiException CreateNoConsoleError(string action, Exception cause)
    {
        return new BtpApiException(
            Failure.RequestInvalid,
            $"A deletion must be confirmed, and there is no console for the prompt: {action}. The request was not sent.",
            "Pass -Confirm:$false to delete without a question.",
            innerException: cause);
    }
}
