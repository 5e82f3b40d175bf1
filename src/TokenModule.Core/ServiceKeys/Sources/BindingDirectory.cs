using TokenModule.ServiceKeys.Wrappers;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>
/// Reads a mounted binding, a directory with a file for each member, or a directory of bindings: <c>$SERVICE_BINDING_ROOT/*</c> has one
/// level, <c>/etc/secrets/sapcp/&lt;service&gt;/&lt;instance&gt;</c> has two.
/// </summary>
internal static class BindingDirectory
{
    private const int Levels = 2;

    /// <exception cref="ServiceKeyException">The directory contains no binding, or a file in it cannot be read.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string path)
    {
        MountedFiles files = new();
        List<ServiceBinding> found = [.. FindBindings(Path.GetFullPath(path), files, Levels)];
        if (found.Count == 1 && found[0].Fault is { } fault)
            throw fault;
        if (found.Count > 0)
            return found;

        throw new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            path,
            "The directory contains no mounted binding. Pass the path of a key file, or use a wildcard such as *.json.");
    }

    private static IEnumerable<ServiceBinding> FindBindings(string directory, MountedFiles files, int levels)
    {
        if (files.ReadMembersOrDefault(directory) is { } members)
            return [ReadBinding(directory, members, isInServiceDirectory: levels == 0)];

        return levels == 0 ? [] : files.ListDirectories(directory).SelectMany(child => FindChildBindings(child, files, levels - 1));
    }

    // A damaged binding does not prevent the import of the others.
    private static List<ServiceBinding> FindChildBindings(string directory, MountedFiles files, int levels)
    {
        try
        {
            return ServiceKeyReader.WrapUnicodeErrors(directory, () => FindBindings(directory, files, levels).ToList());
        }
        catch (ServiceKeyException fault) when (!files.IsExhausted)
        {
            return [ServiceBinding.CreateDamaged(fault, Path.GetFileName(directory))];
        }
    }

    private static ServiceBinding ReadBinding(string directory, IReadOnlyDictionary<string, string> members, bool isInServiceDirectory)
    {
        ServiceBinding binding = SecretMembers.ReadBinding(members, directory);
        DirectoryInfo info = new(directory);
        bool hasServiceParent = isInServiceDirectory || info.Parent?.Parent?.Name == "sapcp";
        return binding with
        {
            Name = info.Name,
            InstanceName = binding.InstanceName ?? info.Name,
            ServiceName = binding.ServiceName ?? (hasServiceParent ? info.Parent?.Name : null),
        };
    }
}
