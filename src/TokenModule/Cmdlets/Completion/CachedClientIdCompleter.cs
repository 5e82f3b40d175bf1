using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the client ids of the tokens in the cache.</summary>
public sealed class CachedClientIdCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return CompletionResults.FromValues(ModuleSession.Tokens.Tokens.Select(t => t.ClientId).Distinct(), wordToComplete);
    }
}
