namespace TokenModule.ServiceKeys.Sources;

/// <summary>Selects bindings of a source by the names of their services and instances.</summary>
/// <param name="matchesService">Whether the name of a service is selected, or null for any service.</param>
/// <param name="matchesInstance">Whether the name of an instance is selected, or null for any instance.</param>
internal sealed class ServiceKeySelection(Func<string, bool>? matchesService, Func<string, bool>? matchesInstance)
{
    /// <returns>
    /// The bindings with the selected names. Without a selection, the bindings that are keys, or the first binding if no binding is a key,
    /// because reading it explains the error.
    /// </returns>
    /// <exception cref="ServiceKeyException">No binding has a selected name.</exception>
    public IReadOnlyList<ServiceBinding> SelectBindings(IReadOnlyList<ServiceBinding> bindings)
    {
        if (bindings.Count == 0)
            return [];

        if (matchesService is null && matchesInstance is null)
        {
            List<ServiceBinding> keys = [.. bindings.Where(ServiceKeyReader.IsKey)];
            return keys.Count > 0 ? keys : [bindings[0]];
        }

        List<ServiceBinding> selected =
            [.. bindings.Where(b => IsService(b) && IsMatch(matchesInstance, b.InstanceName))];
        if (selected.Count > 0)
            return selected;

        throw new ServiceKeyException(
            Failure.ServiceKeyNotFound,
            bindings[0].Source,
            $"The source contains no service with the given name. Its services are: {FormatNames(bindings)}.");
    }

    /// <summary>Describes the bindings that were left out because they have no OAuth client, such as databases.</summary>
    /// <returns>A sentence, or null when nothing was left out without the user's choice.</returns>
    public string? DescribeSkippedOrDefault(IReadOnlyList<ServiceBinding> bindings)
    {
        if (bindings.Count < 2 || matchesService is not null || matchesInstance is not null)
            return null;

        ILookup<bool, ServiceBinding> byKind = bindings.ToLookup(ServiceKeyReader.IsKey);
        string[] names = [.. byKind[false].Select(FormatName).Distinct()];
        if (names.Length == 0 || !byKind[true].Any())
            return null;

        string subject = names.Length == 1
            ? "A binding without an OAuth client was"
            : $"{names.Length} bindings without an OAuth client were";
        return $"{bindings[0].Source}: {subject} skipped: {NameList.Join(names)}.";
    }

    /// <summary>Lists the names of services and instances for messages.</summary>
    public static string FormatNames(IEnumerable<ServiceBinding> bindings) => NameList.Join(bindings.Select(FormatName));

    private static string FormatName(ServiceBinding binding)
    {
        string service = binding.ServiceName ?? (binding.Name is null ? "a key without a service name" : $"'{binding.Name}'");
        return binding.InstanceName is null ? service : $"{service} (instance {binding.InstanceName})";
    }

    // The tags of a user-provided service can name the kind of service.
    private bool IsService(ServiceBinding binding)
    {
        return IsMatch(matchesService, binding.ServiceName) || binding.Tags.Any(tag => IsMatch(matchesService, tag));
    }

    private static bool IsMatch(Func<string, bool>? matches, string? name) => matches is null || (name is not null && matches(name));
}
