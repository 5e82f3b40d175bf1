using System.Management.Automation;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Decides whether the items of a pipeline are keys, paths, or objects that fill a path. PowerShell binds piped text to -Path and to
/// -ServiceKey, so the arguments of the command decide.
/// </summary>
/// <param name="invocation">The invocation before the first item, with the arguments only.</param>
internal sealed class PipelineInput(InvocationInfo invocation)
{
    private readonly bool expectsInput = invocation.ExpectingInput;
    private readonly bool hasToken = invocation.BoundParameters.ContainsKey(nameof(ApiTargetCmdlet.Token));
    private readonly bool hasPath = invocation.BoundParameters.ContainsKey(nameof(ApiTargetCmdlet.Path));
    private readonly bool hasUri = invocation.BoundParameters.ContainsKey(nameof(ApiTargetCmdlet.Uri));
    private readonly bool hasObject = invocation.BoundParameters.ContainsKey(nameof(ApiTargetCmdlet.InputObject));
    private bool hasKeyItem;
    private bool hasPathItem;

    /// <summary>Whether the key is an argument, and therefore the same for all items.</summary>
    public bool HasKeyArgument { get; } = invocation.BoundParameters.ContainsKey(nameof(ApiTargetCmdlet.ServiceKey));

    /// <summary>Whether an item can be a key or a path, because neither is an argument.</summary>
    private bool IsKeyOrPath => !hasPath && !HasKeyArgument;

    private bool ArePathsOnly => expectsInput && (HasKeyArgument || hasToken) && !hasPath && !hasUri;

    /// <summary>Whether this text is a piped path, so that PowerShell's key for the same text is not a key.</summary>
    public bool IsPath(string? path) => IsKeyOrPath && !string.IsNullOrEmpty(path);

    /// <summary>Whether the object is an argument, so that an item can only be a key or a token.</summary>
    public bool HasObjectArgument => hasObject;

    /// <exception cref="BtpApiException">The item is an object or an empty text, or the path of a change is empty.</exception>
    public void RequirePath(string? path, ApiMethod method)
    {
        if (PathArgumentAttribute.DescribeErrorOrDefault(path) is { } error)
            throw CreateError($"{error} The request was not sent.", "Pass the path as text, such as /accounts/v1/subaccounts.");

        if (!string.IsNullOrWhiteSpace(path))
            return;

        // An empty line in a list is a mistake. It would address the root, which can be a whole collection.
        if (ArePathsOnly || (IsPath(path) && expectsInput))
            throw CreateError("A piped path is empty. The request was not sent.", "Remove the empty path. The root is /.");
        // So is a variable without a value.
        if (hasPath && method != ApiMethod.Get)
        {
            throw CreateError(
                $"-Path is empty, and {method.ToString().ToUpperInvariant()} at the root of a service can change a whole collection. "
                    + "The request was not sent.",
                "Check that the variable has a value. The root is -Path /.");
        }
    }

    /// <exception cref="BtpApiException">The item is not an object, or a path was specified in addition to the operation.</exception>
    public void RequireObject(PSObject? item, string? path)
    {
        if (hasPath && !string.IsNullOrEmpty(path))
        {
            throw CreateError(
                "-Operation and -Path were specified, but an operation has its own path. The request was not sent.",
                "Use only one of these parameters.");
        }

        // A variable without a value, or a name, would call the operation without an object: a deletion of a whole collection.
        bool isMissing = item is null && (expectsInput || hasObject);
        if (isMissing || (expectsInput && (HasKeyArgument || hasToken) && item?.BaseObject is string))
        {
            throw CreateError(
                $"The piped value is {(item is null ? "empty" : "text")}, but -Operation accepts objects. The request was not sent.",
                "Pipe the objects of a response, or pass the ids with -PathParameter.");
        }
    }

    /// <summary>Notes a piped path.</summary>
    /// <exception cref="BtpApiException">The pipeline contains keys too, so it is unknown which key the path belongs to.</exception>
    public void AcceptPath(string? path)
    {
        if (IsKeyOrPath && expectsInput && !hasUri && IsPath(path))
        {
            hasPathItem = true;
            RequireOneKind();
        }
    }

    /// <summary>Notes a piped key.</summary>
    /// <exception cref="BtpApiException">The pipeline contains paths too, or a change would be sent to the root of a service.</exception>
    public void AcceptKey(string? path, ApiMethod method, string? endpoint)
    {
        if (!IsKeyOrPath || !expectsInput || hasUri || IsPath(path))
            return;

        hasKeyItem = true;
        RequireOneKind();
        if (method != ApiMethod.Get && endpoint is null)
        {
            throw CreateError(
                $"-Path is missing, and {method.ToString().ToUpperInvariant()} at the root of a service can change a whole collection. "
                    + "The request was not sent.",
                "Pass -Path. The root is -Path /.");
        }
    }

    /// <summary>
    /// Requires that the item selects the key, the token or the path of a change, and that -InputObject selects its path. Otherwise every
    /// item repeats the change, or the change affects more than the caller expects.
    /// </summary>
    /// <param name="item">The item, or the argument of -InputObject.</param>
    /// <param name="path">The path of the item.</param>
    /// <param name="keyOrToken">The key or token of the item, or null.</param>
    /// <param name="target">The target of the call.</param>
    /// <exception cref="BtpApiException">The item has no effect, and the call is a change.</exception>
    public void RequireEffect(PSObject? item, string? path, object? keyOrToken, ResolvedTarget target)
    {
        bool isKeyOrToken = keyOrToken switch
        {
            OAuthToken => !hasToken && !HasKeyArgument,
            ServiceKey => !HasKeyArgument,
            _ => false,
        };
        bool isPath = !hasPath && !string.IsNullOrEmpty(path);
        bool fillsPath = target.Operation is not null && PathEntity.FromObjectOrDefault(item) is not null;
        bool isArgumentIgnored = hasObject && !fillsPath;
        bool isItemIgnored = expectsInput && !isKeyOrToken && !isPath && (hasObject || !fillsPath);
        if (target.Method == HttpMethod.Get || !(isArgumentIgnored || isItemIgnored))
            return;

        string what = item?.BaseObject switch
        {
            _ when isArgumentIgnored => "-InputObject is not an object that can fill the path of this call",
            _ when hasObject => "-InputObject fills the path, so the piped value has no effect on this call",
            null => "The piped value is empty",
            ServiceKey => "The piped key has no effect on this call",
            OAuthToken when HasKeyArgument => "The piped token and -ServiceKey select two keys for this call",
            OAuthToken => "The piped token has no effect on this call",
            BtpOperation => "The piped operation has no effect on this call",
            string => "The piped text has no effect on this call",
            object other => $"The piped object of type {other.GetType().Name} has no effect on this call",
        };
        throw CreateError(
            $"{what}. {target.Method} {target.Address.AbsolutePath} was not sent.",
            "Call it once without a pipeline, or use -Operation, whose path the piped objects fill.");
    }

    private void RequireOneKind()
    {
        if (hasKeyItem && hasPathItem)
        {
            throw CreateError(
                "Keys and paths were piped together. The request was not sent.",
                "Pipe the keys and pass -Path, or pipe the paths and pass -ServiceKey.");
        }
    }

    private static BtpApiException CreateError(string what, string action) => new(Failure.RequestInvalid, what, action);
}
