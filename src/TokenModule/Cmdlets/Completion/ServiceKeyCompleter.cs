using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the names of the keys of the session.</summary>
public sealed class ServiceKeyCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return CompletionResults.FromValues(ModuleSession.Keys.Keys.Select(key => key.Name).Distinct(), wordToComplete);
    }
}
