using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes a hashtable with the members of the body of the operation: first the required ones, then all.</summary>
public sealed class BodyCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        foreach (BtpOperation operation in new CommandLine(commandAst, fakeBoundParameters).OperationsAtPath)
        {
            string[] required = [.. operation.Body.Where(member => member.IsRequired).Select(member => member.Name)];
            string[] all = [.. operation.Body.Select(member => member.Name)];
            if (required.Length > 0)
                yield return HashtableText.CreateResult(required, "required members");
            if (all.Length > required.Length)
                yield return HashtableText.CreateResult(all, "all members");
        }
    }
}
