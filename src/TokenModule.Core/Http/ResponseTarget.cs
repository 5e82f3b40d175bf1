namespace TokenModule.Http;

/// <summary>Receives the body of a response that is not kept in memory.</summary>
internal abstract class ResponseTarget
{
    /// <summary>Writes a body. After a retry, it is called again with the complete body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="length">The length in bytes, or null when the server did not send it.</param>
    /// <param name="reportBytes">Receives the number of bytes since the last call.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    public abstract Task WriteAsync(Stream body, long? length, Action<int> reportBytes, CancellationToken cancellationToken);
}
