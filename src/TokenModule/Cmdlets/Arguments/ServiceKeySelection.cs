using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Which of the bindings in a source are wanted, by wildcards.</summary>
internal sealed class ServiceKeySelection(string[] services, string[] instances)
{
    /// <returns>The bindings named; where none is named, those that are keys, and the first where none is, whose reading says why.</returns>
    /// <exception cref="ServiceKeyException">None has such a name.</exception>
    public List<ServiceBinding> SelectBindings(IReadOnlyList<ServiceBinding> found)
    {
        if (services.Length == 0 && instances.Length == 0)
            return found.Count == 0 || found.Any(ServiceKeyReader.IsKey) ? [.. found.Where(ServiceKeyReader.IsKey)] : [found[0]];

        List<ServiceBinding> named = [.. found.Where(b => IsMatch(services, b) && IsMatch(instances, b.InstanceName))];
        return named.Count > 0 || found.Count == 0 ? named : throw new ServiceKeyException(Failure.ServiceKeyNotFound, found[0].Source, $"no service in it has the name given. There are: {FormatNames(found)}.");
    }

    public static string FormatNames(IEnumerable<ServiceBinding> bindings)
    {
        return string.Join(", ", bindings.Select(b => $"{b.ServiceName ?? "a key without a service's name"}{(b.InstanceName is null ? "" : $" (instance {b.InstanceName})")}").Distinct());
    }

    private static bool IsMatch(string[] patterns, ServiceBinding binding)
    {
        return IsMatch(patterns, binding.ServiceName) || binding.Tags.Any(tag => IsMatch(patterns, tag));
    }

    private static bool IsMatch(string[] patterns, string? name)
    {
        return patterns.Length == 0 || (name is not null && patterns.Any(pattern => pattern == name || new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name)));
    }
}
