namespace TokenModule.ServiceKeys.Sources;

/// <summary>One result of an import: a key, the error of one key, or only a warning.</summary>
/// <param name="Key">The key, or null.</param>
/// <param name="Error">The error, or null.</param>
internal sealed record ImportedKey(ServiceKey? Key, ServiceKeyException? Error)
{
    /// <summary>What the user should know, such as a file that other users can read, or services that were skipped.</summary>
    public string? Warning { get; init; }
}
