using TokenModule.Api.Operations;

namespace TokenModule;

/// <summary>An operation of an API of SAP BTP: its request, its scopes, its paging, and how to wait for its result.</summary>
public sealed record BtpOperation
{
    private IReadOnlyList<BtpOperationMember>? body;

    internal BtpOperation(string endpoint, string method, string path)
    {
        Endpoint = endpoint;
        Method = method;
        Path = path;
        Template = new PathTemplate(path);
    }

    /// <summary>The short name of the endpoint, for <c>Invoke-BtpApi -Endpoint</c>.</summary>
    public string Endpoint { get; }

    /// <summary>The HTTP method in capital letters.</summary>
    public string Method { get; }

    /// <summary>The path, with a variable in braces for each id, such as <c>/accounts/v1/subaccounts/{subaccountGUID}</c>.</summary>
    public string Path { get; }

    /// <summary>The id in SAP's OpenAPI document. Empty when the operation has no id.</summary>
    public string OperationId { get; internal init; } = string.Empty;

    public string Summary { get; internal init; } = string.Empty;

    /// <summary>The local names of the required scopes. Empty when they are unknown.</summary>
    public IReadOnlyList<string> RequiredScopes { get; internal init; } = [];

    /// <summary>Whether any one of the required scopes is sufficient.</summary>
    public bool AnyScopeSuffices { get; internal init; }

    /// <summary>
    /// The service and the plan whose instance grants the scopes to a client, such as <c>cis central</c>. Null when it is not documented.
    /// </summary>
    public string? ServicePlan => ScopeGrants.Find(this).ServicePlan;

    /// <summary>
    /// The role collections that grant the scopes to a user. Each one is sufficient. Empty when they are not documented.
    /// </summary>
    public IReadOnlyList<string> RoleCollection => ScopeGrants.Find(this).RoleCollections;

    /// <summary>The public description that the operation comes from.</summary>
    public string? Source => OperationSource.DescribeOrDefault(SourceCode, Endpoint);

    /// <summary>The names of the query parameters.</summary>
    public IReadOnlyList<string> Query { get; internal init; } = [];

    /// <summary>
    /// The paging of a list: <c>value</c> for one page with the items in this member, or the query parameters that select a page, such as
    /// <c>page/size</c>. Null when the response is not a list.
    /// </summary>
    public string? Paging => PagingKindNames.FormatOrDefault(PagingKind);

    /// <summary>
    /// Where the final state is found: in the job at <c>Location</c>, or in the member <c>state</c> or <c>status</c> of the resource.
    /// <c>409</c> means that this status is returned until the result exists. Null when the operation is complete with its response.
    /// </summary>
    public string? Waiting => WaitingKindNames.FormatOrDefault(WaitingKind);

    /// <summary>
    /// The type name of the objects that the operation returns, such as <c>TokenModule.Accounts.Subaccount</c>. Null when it is unknown.
    /// </summary>
    public string? OutputType => FormatTypeOrDefault(ItemTypeName) ?? FormatTypeOrDefault(ResponseTypeName);

    /// <summary>The members of the body. Empty when the operation has no body, or its members are unknown.</summary>
    public IReadOnlyList<BtpOperationMember> Body => body ??= ReadBody().ToArray();

    /// <summary>Whether the scopes of a token permit the operation. Null without a token and when the scopes are unknown.</summary>
    public bool? Allowed { get; private init; }

    internal PagingKind PagingKind { get; init; }

    /// <summary>The code of the public description in the catalog.</summary>
    internal string SourceCode { get; init; } = string.Empty;

    /// <summary>The name of the type of the whole response, without the name of the API. Empty when it is unknown.</summary>
    internal string ResponseTypeName { get; init; } = string.Empty;

    /// <summary>The name of the type of the items of a list, without the name of the API. Empty when the response is not a list.</summary>
    internal string ItemTypeName { get; init; } = string.Empty;

    internal Func<IReadOnlyList<BtpOperationMember>> ReadBody { get; init; } = () => [];

    /// <summary>The complete type name of an object that the operation returns.</summary>
    /// <param name="isItem">Whether the object is an item of a list.</param>
    internal string? GetTypeOrDefault(bool isItem) => FormatTypeOrDefault(isItem ? ItemTypeName : ResponseTypeName);

    internal WaitingKind WaitingKind { get; init; }

    internal PathTemplate Template { get; }

    internal BtpOperation WithAllowedFor(OAuthToken token)
    {
        bool isUnknown = RequiredScopes.Count == 0 || token.Scopes.Count == 0;
        return this with { Allowed = isUnknown ? null : ScopeCheck.FindMissingScopes(this, token.Scopes).Count == 0 };
    }

    private string? FormatTypeOrDefault(string name)
    {
        return name.Length == 0 ? null : $"TokenModule.{EntityType.GetApiName(this)}.{name}";
    }

    public override string ToString() => $"{Method} {Path}";
}
