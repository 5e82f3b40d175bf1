namespace TokenModule.Api.Waiting;

/// <summary>Something a service goes on with after it has answered.</summary>
/// <param name="Address">Where its state is asked for.</param>
internal sealed record LongRunningOperation(Uri Address)
{
    /// <summary>Whether it ends with its subject gone.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Where the result is, once it is done; null where the last state is the result.</summary>
    public Uri? Result { get; init; }
}
