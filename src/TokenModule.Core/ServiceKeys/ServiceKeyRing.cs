namespace TokenModule.ServiceKeys;

/// <summary>The keys that a session has imported, found by name or client id. Several threads may use it.</summary>
internal sealed class ServiceKeyRing
{
    private readonly object gate = new();
    private readonly List<ServiceKey> keys = [];

    public IReadOnlyList<ServiceKey> Keys
    {
        get
        {
            lock (gate)
            {
                return [.. keys];
            }
        }
    }

    /// <summary>Remembers a key in place of the one that was read from it before.</summary>
    /// <param name="takesName">Whether it takes its name from any other key: somebody chose it.</param>
    public void Add(ServiceKey key, bool takesName = false)
    {
        lock (gate)
        {
            keys.RemoveAll(known => string.Equals(known.Name, key.Name, StringComparison.OrdinalIgnoreCase) && (takesName || (known.ClientId, known.TokenUrl) == (key.ClientId, key.TokenUrl)));
            keys.Add(key);
        }
    }

    /// <exception cref="ServiceKeyException">No key has this name, or several have it. The message does not repeat it: it can be anything.</exception>
    public ServiceKey Find(string name)
    {
        IReadOnlyList<ServiceKey> known = Keys;
        List<ServiceKey> found = [.. known.Where(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase) || key.ClientId == name)];
        return found.Count switch
        {
            1 => found[0],
            0 => throw CreateError(Failure.ServiceKeyNotFound, $"no key of that name was imported{(known.Count == 0 ? "" : $"; there are {FormatNames(known)}")}. Import-ServiceKey ./key.json imports one, and -Name names it."),
            _ => throw CreateError(Failure.ServiceKeyAmbiguous, $"{found.Count} keys have that name or client id: {FormatNames(found)}. Give them names of their own with Import-ServiceKey -Name, or pass the key itself."),
        };
    }

    /// <summary>The key given, or the only one there is.</summary>
    /// <exception cref="ServiceKeyException">What was given is no key; or none was, and there is none or more than one.</exception>
    public ServiceKey Resolve(ServiceKey? given)
    {
        return given is null ? GetOnlyKey() : given.Fault is null ? given : throw given.Fault;
    }

    private ServiceKey GetOnlyKey()
    {
        IReadOnlyList<ServiceKey> known = Keys;
        return known.Count switch
        {
            1 => known[0],
            0 => throw CreateError(Failure.ServiceKeyNotFound, "no key was imported yet. Import one first: $key = Import-ServiceKey ./key.json"),
            _ => throw CreateError(Failure.ServiceKeyAmbiguous, $"several keys were imported: {FormatNames(known)}. Say which with -ServiceKey and its name."),
        };
    }

    private static string FormatNames(IEnumerable<ServiceKey> keys) => string.Join(", ", keys.Select(key => $"'{key.Name}'").Distinct());

    private static ServiceKeyException CreateError(Failure failure, string message) => new(failure, "The session", message);
}
