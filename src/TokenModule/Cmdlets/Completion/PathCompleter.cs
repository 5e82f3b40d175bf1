using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes paths of known operations. Ids that the user typed are kept. Missing ids remain placeholders.</summary>
public sealed class PathCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CommandLine line = new(commandAst, fakeBoundParameters);
        string typed = wordToComplete.Trim('\'', '"');
        return line.Operations
            .Select(o => (Operation: o, Path: o.Template.Complete(typed) ?? o.Template.Complete(line.GetFullPath(o, typed))))
            .Where(found => found.Path is not null)
            .GroupBy(found => found.Path!, found => $"{found.Operation.Method} {found.Operation.Summary}")
            .Select(path => CompletionResults.FromValue(path.Key, string.Join("; ", path.Distinct())));
    }
}
