using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials.Assertions;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Runs the script of -ClientAssertion.</summary>
internal static class AssertionScript
{
    private const string Source = "-ClientAssertion";

    public static ScriptAssertionSource CreateSource(ScriptBlock script)
    {
        Guid owner = Runspace.DefaultRunspace.InstanceId;
        // A closure has its own variables in a module of its own. Equal scripts without one return equal assertions.
        string fingerprint = $"{new Secret(script.ToString()).Fingerprint} {script.Module?.Name} {owner}";
        return new ScriptAssertionSource(fingerprint, audience => RunScript(script, owner, audience));
    }

    private static Secret RunScript(ScriptBlock script, Guid owner, string audience)
    {
        if (Runspace.DefaultRunspace?.InstanceId != owner)
        {
            throw CreateError(
                "The script belongs to the runspace that imported the key, and cannot run in another one. Import the key in this runspace, "
                    + "or get the token before and pass it with -Token.");
        }

        try
        {
            Collection<PSObject> output = script.Invoke(audience);
            return ReadSecretOrDefault(output.LastOrDefault()?.BaseObject)
                ?? throw CreateError("The script returned no assertion. It must return a string or a SecureString.");
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException e)
        {
            throw CreateError($"The script failed: {Http.ServerText.Clean(e.Message).TrimEnd('.')}. Fix the script.", e);
        }
    }

    private static Secret? ReadSecretOrDefault(object? value) => value switch
    {
        SecureString { Length: > 0 } secure => new Secret(secure),
        string text when text.Trim().Length > 0 => new Secret(text.Trim()),
        _ => null,
    };

    private static ServiceKeyException CreateError(string message, Exception? cause = null)
    {
        return new ServiceKeyException(Failure.AssertionUnavailable, Source, message, cause);
    }
}
