namespace TokenModule.Api.Waiting;

/// <summary>An operation that continues on the server after the response.</summary>
/// <param name="Address">The address to poll for the state.</param>
internal sealed record LongRunningOperation(Uri Address)
{
    /// <summary>Whether the operation deletes a resource. It is complete when the resource returns 404.</summary>
    public bool IsDeletion { get; init; }

    /// <summary>
    /// Whether the address belongs to a resource, not to a job. The state of a resource can still be the result of an earlier operation.
    /// </summary>
    public bool IsResource { get; init; }

    /// <summary>The address of the result of a completed operation. Null when the response with the final state is the result.</summary>
    public Uri? Result { get; init; }
}
