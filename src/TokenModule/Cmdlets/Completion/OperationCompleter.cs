using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the operations of the key on the command line. Without a key, it completes all operations of the catalog.</summary>
public sealed class OperationCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // The first argument of Get-BtpOperation can be a path.
        if (wordToComplete.Contains('/'))
            return new PathCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);

        ServiceKey? key = new CommandLine(commandAst, fakeBoundParameters).Key;
        string word = wordToComplete.Trim('\'', '"');
        return OperationCatalog.All
            .Where(o => key is null || EndpointName.HasOperation(key, o))
            .Where(o => o.OperationId.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(o => o.OperationId)
            .OrderByDescending(operations => operations.Key.StartsWith(word, StringComparison.Ordinal))
            .ThenBy(operations => operations.Key, StringComparer.Ordinal)
            .Select(operations => CompletionResults.FromValue(
                operations.Key, $"{operations.First().Method} {operations.First().Path}: {operations.First().Summary}"));
    }
}
