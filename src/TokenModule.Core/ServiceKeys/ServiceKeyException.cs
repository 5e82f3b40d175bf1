namespace TokenModule.ServiceKeys;

/// <summary>A service key that cannot be found, read or used. The message names the source and the member, never a value.</summary>
public sealed class ServiceKeyException : BtpException
{
    internal ServiceKeyException(Failure failure, string source, string message, Exception? innerException = null)
        : base(failure, $"{source}: {message}", innerException)
    {
        KeySource = source;
    }

    /// <summary>Where the key came from: a path, or a word for the pipeline or the parameters.</summary>
    public string KeySource { get; }
}
