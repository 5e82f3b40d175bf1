namespace TokenModule.ServiceKeys.Sources;

/// <summary>One result of an import: a key, or the error of one key.</summary>
/// <param name="Key">The key, or null in case of an error.</param>
/// <param name="Error">The error, or null for a key.</param>
internal sealed record ImportedKey(ServiceKey? Key, ServiceKeyException? Error)
{
    /// <summary>A risk that the user should know, such as a file that other users can read.</summary>
    public string? Warning { get; init; }
}
