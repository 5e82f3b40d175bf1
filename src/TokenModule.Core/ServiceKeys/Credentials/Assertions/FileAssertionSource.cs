using TokenModule.Json;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>
/// An assertion in a file, such as a projected service account token of Kubernetes. The file is read again for each request, because the
/// platform replaces it before the assertion expires.
/// </summary>
/// <param name="path">The full path.</param>
internal sealed class FileAssertionSource(string path) : AssertionSource
{
    private const int MaximumBytes = 64 * 1024;

    public override string Name => path;

    public override string Fingerprint => $"file {path}";

    public override ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        string? text = StrictText.DecodeFileOrDefault(ReadBytes())?.Trim();
        return string.IsNullOrEmpty(text)
            ? throw CreateError("The file contains no assertion. Check the path, and the token volume of the pod.")
            : new ValueTask<Secret>(new Secret(text!));
    }

    private byte[] ReadBytes()
    {
        try
        {
            return KeyFileBytes.ReadBytes(path, MaximumBytes);
        }
        catch (ServiceKeyException e)
        {
            throw CreateError("The file with the assertion cannot be read. Check the path and the permissions.", e);
        }
    }
}
