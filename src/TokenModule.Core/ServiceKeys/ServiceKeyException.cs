namespace TokenModule.ServiceKeys;

/// <summary>A service key cannot be found, read or used. The message contains the source and the names of members, never a value.</summary>
public sealed class ServiceKeyException : BtpException
{
    internal ServiceKeyException(Failure failure, string source, string message, Exception? innerException = null)
        : base(failure, $"{source}: {message}", action: string.Empty, call: null, innerException)
    {
        KeySource = source;
    }

    /// <summary>The source of the key: a path, a variable, the pipeline or the parameters.</summary>
    public string KeySource { get; }
}
