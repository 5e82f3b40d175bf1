namespace TokenModule.ServiceKeys;

/// <summary>The keys that a session has imported, found by name or client ID. It is thread-safe.</summary>
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

    /// <summary>Remembers a key. It replaces a key with the same name, client and token endpoint.</summary>
    /// <param name="takesName">Whether the key replaces every key with its name, because the user chose the name.</param>
    public void Add(ServiceKey key, bool takesName = false)
    {
        lock (gate)
        {
            keys.RemoveAll(known => HasName(known, key.Name) && (takesName || IsSameClient(known, key)));
            keys.Add(key);
        }
    }

    /// <summary>Forgets a key. Code that already has the key can continue to use it.</summary>
    public void Remove(ServiceKey key)
    {
        lock (gate)
        {
            keys.RemoveAll(known => ReferenceEquals(known, key));
        }
    }

    /// <exception cref="ServiceKeyException">
    /// No key or several keys have this name. The message does not repeat the name, because it can be a secret.
    /// </exception>
    public ServiceKey Find(string name)
    {
        IReadOnlyList<ServiceKey> known = Keys;
        List<ServiceKey> found = [.. known.Where(key => HasName(key, name) || key.ClientId == name)];
        return found.Count switch
        {
            1 => found[0],
            0 => throw CreateUnknownNameError(name, known),
            _ => throw CreateError(
                Failure.ServiceKeyAmbiguous,
                $"{found.Count} keys have this name or client ID: {FormatNames(found)}. "
                    + "Pass the key object instead of the name, or remove the keys that you do not need: "
                    + "Get-ServiceKey | Format-List shows their sources, Remove-ServiceKey forgets a key."),
        };
    }

    /// <summary>Returns the given key, or the only key of the session.</summary>
    /// <exception cref="ServiceKeyException">
    /// The argument is not a key, or it is null and the session has no key or several keys.
    /// </exception>
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
            0 => throw CreateError(
                Failure.ServiceKeyNotFound, "There are no imported keys. Import a key first: $key = Import-ServiceKey ./key.json"),
            _ => throw CreateError(
                Failure.ServiceKeyAmbiguous,
                $"There are several imported keys: {FormatNames(known)}. Pass one of these names with -ServiceKey."),
        };
    }

    private static bool HasName(ServiceKey key, string name) => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameClient(ServiceKey key, ServiceKey other) => (key.ClientId, key.TokenUrl) == (other.ClientId, other.TokenUrl);

    private static ServiceKeyException CreateUnknownNameError(string name, IReadOnlyList<ServiceKey> known)
    {
        string names = known.Count == 0 ? "There are no imported keys." : $"Imported keys: {FormatNames(known)}.";
        return CreateError(
            Failure.ServiceKeyNotFound,
            $"No imported key has this name.{NearestName.FormatSuggestion(name, known.Select(key => key.Name))} {names} "
                + "Import the key and choose a name: Import-ServiceKey ./key.json -Name NAME");
    }

    private static string FormatNames(IEnumerable<ServiceKey> keys) => NameList.JoinQuoted(keys.Select(key => key.Name));

    private static ServiceKeyException CreateError(Failure failure, string message) => new(failure, "The session", message);
}
