using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the names of query parameters of the operation on the command line, first as one hashtable with all names.</summary>
public sealed class QueryCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string[] names =
        [
            .. new CommandLine(commandAst, fakeBoundParameters).OperationsAtPath.SelectMany(o => o.Query).Distinct()
                .Where(name => name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)),
        ];
        IEnumerable<CompletionResult> single =
            names.Select(name => new CompletionResult(HashtableText.FormatName(name), name, CompletionResultType.ParameterValue, name));
        // Names that keep $null are not sent.
        return names.Length > 1 ? single.Prepend(HashtableText.CreateResult(names, "all names")) : single;
    }
}
