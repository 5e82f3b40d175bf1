using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes a hashtable with the placeholders of the operation on the command line.</summary>
public sealed class PathParameterCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return new CommandLine(commandAst, fakeBoundParameters).OperationsAtPath
            .Select(operation => new PathFilling(operation).Placeholders)
            .Where(names => names.Count > 0)
            .Select(names => HashtableText.CreateResult(names, string.Join(", ", names)));
    }
}
