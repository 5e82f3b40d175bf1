namespace TokenModule.Http;

/// <summary>The progress of a file transfer.</summary>
/// <param name="Bytes">The number of bytes transferred so far.</param>
/// <param name="Length">The length of the file in bytes, or null when it is unknown.</param>
internal sealed record TransferProgress(long Bytes, long? Length);
