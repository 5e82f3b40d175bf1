using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Selects operations by the parameters of Get-BtpOperation. A parameter without a value selects every operation.</summary>
internal sealed class OperationFilter(string[] names, string[] paths, string[] endpoints, ApiMethod[] methods, string[] scopes)
{
    private readonly string[] allPaths = [.. paths, .. names.Where(IsPath)];
    private readonly string[] shortEndpoints = [.. endpoints.Select(EndpointName.Shorten)];

    /// <summary>The names that are ids of operations. A name with a slash is a path.</summary>
    public string[] Ids { get; } = [.. names.Where(name => !IsPath(name))];

    /// <summary>Whether an operation, a path or an endpoint was named without wildcards.</summary>
    public bool HasName { get; } =
        names.Concat(paths).Concat(endpoints).Any(name => !WildcardPattern.ContainsWildcardCharacters(name));

    /// <summary>Whether the endpoint, the method, the id, the path and the scopes of the operation are selected.</summary>
    public bool IsMatch(BtpOperation operation)
    {
        return Wildcards.MatchesAny(shortEndpoints, operation.Endpoint)
            && HasMethod(operation)
            && Wildcards.MatchesAny(Ids, operation.OperationId)
            && (Wildcards.MatchesAny(allPaths, operation.Path) || allPaths.Any(path => IsAtPath(operation, path)))
            && Wildcards.MatchesAny(scopes, operation.RequiredScopes);
    }

    private static bool IsPath(string name) => name.Contains('/');

    private bool HasMethod(BtpOperation operation)
    {
        return methods.Length == 0 || methods.Any(m => string.Equals(m.ToString(), operation.Method, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsAtPath(BtpOperation operation, string path)
    {
        return operation.Template.Match(PathTemplate.SplitPath(path)) is not null;
    }
}
