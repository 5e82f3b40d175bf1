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
        object? given = fakeBoundParameters["ServiceKey"] ?? fakeBoundParameters["Token"] ?? PipedVariable(commandAst);
        ServiceKey? key = (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            ServiceKey named => named,
            OAuthToken token => token.Request.Key,
            _ => null,
        };
        return CompletionResults.Of(key is null ? EndpointName.OfCloudManagement : EndpointName.Of(key), wordToComplete);
    }

    // The $key of: $key | Invoke-BtpApi -Endpoint
    private static PSObject? PipedVariable(CommandAst command)
    {
        if ((command.Parent as PipelineAst)?.PipelineElements.FirstOrDefault() is not CommandExpressionAst { Expression: VariableExpressionAst variable })
            return null;

        string name = variable.VariablePath.UserPath;
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Get-Variable").AddParameter("Name", name).AddParameter("ValueOnly").AddParameter("ErrorAction", ActionPreference.Ignore).Invoke().FirstOrDefault();
    }
}
