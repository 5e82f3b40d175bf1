using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;

namespace TokenModule.Cmdlets;

/// <summary>Completes the endpoints of the key or token on the command line.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        object? given = fakeBoundParameters["ServiceKey"] ?? fakeBoundParameters["Token"];
        ServiceKey? key = (given is PSObject wrapped ? wrapped.BaseObject : given) switch
        {
            ServiceKey named => named,
            OAuthToken token => token.Request.Key,
            _ => null,
        };
        return key is null ? [] : Completion.Of(EndpointName.Of(key), wordToComplete);
    }
}
