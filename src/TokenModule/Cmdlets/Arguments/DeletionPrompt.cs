using System.Management.Automation;
using System.Management.Automation.Host;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Asks before a deletion by operation, with the choices yes to all and no to all. A script answers with <c>-Confirm:$false</c>.
/// </summary>
internal sealed class DeletionPrompt
{
    private bool yesToAll;
    private bool noToAll;

    /// <exception cref="BtpApiException">There is no console to ask at.</exception>
    public bool Confirm(PSCmdlet cmdlet, string action)
    {
        // With -Confirm, or a preference of Medium or Low, PowerShell has asked already. With None, nobody wants to be asked.
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
            $"A deletion must be confirmed, and there is no console to ask at: {action}. The request was not sent.",
            "Pass -Confirm:$false to delete without a question.",
            innerException: cause);
    }
}
