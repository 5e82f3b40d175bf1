using TokenModule.Api.Operations;

namespace TokenModule;

/// <summary>An operation of an API of SAP BTP: what is sent, which scopes it takes, and how its answer goes on.</summary>
public sealed record BtpOperation
{
    internal BtpOperation(string endpoint, string method, string path)
    {
        Endpoint = endpoint;
        Method = method;
        Path = path;
        Template = new PathTemplate(path);
    }

    /// <summary>The short name of the endpoint that has it, as <c>Invoke-BtpApi -Endpoint</c> takes it.</summary>
    public string Endpoint { get; }

    /// <summary>In capitals.</summary>
    public string Method { get; }

    /// <summary>With a variable in braces for each id, such as <c>/accounts/v1/subaccounts/{subaccountGUID}</c>.</summary>
    public string Path { get; }

    /// <summary>The name SAP gives it; empty where no description names it.</summary>
    public string OperationId { get; internal init; } = string.Empty;

    public string Summary { get; internal init; } = string.Empty;

    /// <summary>Local names of the scopes it takes; empty where none is known.</summary>
    public IReadOnlyList<string> RequiredScopes { get; internal init; } = [];

    /// <summary>Whether one of the required scopes is enough.</summary>
    public bool AnyScopeSuffices { get; internal init; }

    /// <summary>The names its query can have.</summary>
    public IReadOnlyList<string> Query { get; internal init; } = [];

    /// <summary>How a long list is read: <c>value</c> (one page, in a member of this name), or the query names that ask for a page, such as <c>page/size</c>.</summary>
    public string? Paging { get; internal init; }

    /// <summary>What tells when its work is done: the job at <c>Location</c>, the <c>state</c> or <c>status</c> of what it made, or <c>409</c> while there is no result.</summary>
    public string? Waiting { get; internal init; }

    /// <summary>Whether a token may call it; null without a token, and where either side's scopes are not known.</summary>
    public bool? Allowed { get; private init; }

    internal PathTemplate Template { get; }

    internal BtpOperation WithAllowedFor(OAuthToken token)
    {
        bool isUnknown = RequiredScopes.Count == 0 || token.Scopes.Count == 0;
        return this with { Allowed = isUnknown ? null : ScopeCheck.FindMissingScopes(this, token.Scopes).Count == 0 };
    }

    public override string ToString() => $"{Method} {Path}";
}
