namespace TokenModule.Http;

/// <summary>How far a file has been moved.</summary>
/// <param name="Bytes">Moved so far.</param>
/// <param name="Length">All there are, where that is known.</param>
internal sealed record TransferProgress(long Bytes, long? Length);
