using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the endpoints of the key or token on the command line.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ServiceKey? key = new CommandLine(commandAst, fakeBoundParameters).Key;
        return CompletionResults.Of(key is null ? EndpointName.OfCloudManagement : EndpointName.Of(key), wordToComplete);
    }
}
