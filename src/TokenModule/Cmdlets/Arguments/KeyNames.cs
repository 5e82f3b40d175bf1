using System.Management.Automation;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Finds keys of the session by names with wildcards.</summary>
internal static class KeyNames
{
    /// <exception cref="ServiceKeyException">No key has this name, and the name has no wildcards.</exception>
    public static IReadOnlyList<ServiceKey> Find(string name)
    {
        ServiceKey[] found = [.. ModuleSession.Keys.Keys.Where(key => Wildcards.MatchesAny([name], key.Name, key.ClientId))];
        return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : [ModuleSession.Keys.Find(name)];
    }
}
