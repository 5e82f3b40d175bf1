namespace TokenModule.Http;

/// <summary>Where the body of an answer goes that is not kept in memory.</summary>
internal abstract class ResponseTarget
{
    /// <summary>Takes a body from its beginning, anew where the request was sent again.</summary>
    /// <param name="length">In bytes, where the server says it.</param>
    /// <param name="moved">Told how many bytes came since it was told last.</param>
    public abstract Task WriteAsync(Stream body, long? length, Action<int> moved, CancellationToken cancellationToken);
}
