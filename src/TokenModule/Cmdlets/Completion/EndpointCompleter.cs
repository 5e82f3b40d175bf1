using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the endpoints of the key or token on the command line. Without a key, it completes all known endpoints.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ServiceKey? key = new CommandLine(commandAst, fakeBoundParameters).Key;
        IEnumerable<string> callable = commandName == "Get-BtpOperation" ? [] : EndpointName.CloudManagement;
        IEnumerable<string> known = callable.Union(OperationCatalog.All.Select(o => o.Endpoint));
        return CompletionResults.FromValues(key is null ? known : EndpointName.ListNames(key), wordToComplete);
    }
}
