namespace TokenModule;

/// <summary>A call of <c>Invoke-BtpApi</c> in a script, with what the catalog lists for its operation.</summary>
public sealed record BtpOperationCall
{
    internal BtpOperationCall(string file, int line)
    {
        File = file;
        Line = line;
    }

    /// <summary>The full path of the script.</summary>
    public string File { get; }

    /// <summary>The number of the line where the call starts, from 1.</summary>
    public int Line { get; }

    /// <summary>The id of the operation. Null when the call could not be read, or the catalog does not contain it.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The HTTP method in capital letters. Null when it is known only at run time.</summary>
    public string? Method { get; internal init; }

    /// <summary>The path, with a placeholder in braces for each part that is known only at run time. Null when it is unknown.</summary>
    public string? Path { get; internal init; }

    /// <summary>The local names of the required scopes. Empty when they are unknown.</summary>
    public IReadOnlyList<string> RequiredScopes { get; internal init; } = [];

    /// <summary>Whether any one of the required scopes is sufficient.</summary>
    public bool AnyScopeSuffices { get; internal init; }

    /// <inheritdoc cref="BtpOperation.ServicePlan"/>
    public string? ServicePlan { get; internal init; }

    /// <inheritdoc cref="BtpOperation.RoleCollection"/>
    public IReadOnlyList<string> RoleCollection { get; internal init; } = [];

    /// <inheritdoc cref="BtpOperation.Allowed"/>
    public bool? Allowed { get; private init; }

    /// <summary>Why the operation is unknown, and what to do. Null when the operation is known.</summary>
    public string? Problem { get; internal init; }

    /// <summary>The operation, or null when it is unknown.</summary>
    internal BtpOperation? Known { get; init; }

    internal BtpOperationCall WithAllowedFor(OAuthToken token) => this with { Allowed = Known?.WithAllowedFor(token).Allowed };

    internal static BtpOperationCall FromOperation(string file, int line, BtpOperation operation) => new(file, line)
    {
        Known = operation,
        Operation = operation.OperationId,
        Method = operation.Method,
        Path = operation.Path,
        RequiredScopes = operation.RequiredScopes,
        AnyScopeSuffices = operation.AnyScopeSuffices,
        ServicePlan = operation.ServicePlan,
        RoleCollection = operation.RoleCollection,
    };
}
