using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using TokenModule.Api;
using TokenModule.Cmdlets.Objects;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A key that is a hashtable or object already, such as ConvertFrom-Json makes; its secrets may be SecureStrings.</summary>
internal static class KeyObject
{
    /// <summary>What to do about one that came from a file or another process, as the end of a sentence.</summary>
    public const string Copy = "this is a copy of a key, and copies have no secret. Import the key itself, in the session or job that uses it.";

    private const int Deepest = 16;

    public static bool IsCopy(PSObject input) => input.TypeNames.Contains("Deserialized.TokenModule.ServiceKey");

    /// <exception cref="ServiceKeyException">The object has no members that a key could have.</exception>
    public static string ToJson(PSObject input, string source)
    {
        if (input.BaseObject is ServiceKey)
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, "this key has been imported already. It is named where it is imported: Import-ServiceKey ./key.json -Name mine.");
        if (IsCopy(input))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, Copy);

        try
        {
            return RevealSecrets(input, depth: 0) is IDictionary members
                ? Encoding.UTF8.GetString(JsonBody.Serialize(members))
                : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"an object of type {input.BaseObject.GetType().Name} is no service key. Pipe JSON text, a file, a SecureString, or an object with a key's members.");
        }
        catch (BtpApiException)
        {
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, "an object with members that no service key has. Pipe JSON text, a file, a SecureString, or an object with a key's members.");
        }
    }

    // An object that holds itself is cut where no key goes, and refused for what is left.
    private static object? RevealSecrets(object? value, int depth) => depth > Deepest ? value : (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
    {
        SecureString secure => new Secret(secure).Reveal(),
        IDictionary table => RevealMembers(table.Keys.Cast<object>().Select(key => new DictionaryEntry(key, table[key])), depth + 1),
        PSObject custom => RevealMembers(custom.Properties.Where(p => p.MemberType == PSMemberTypes.NoteProperty).Select(p => new DictionaryEntry(p.Name, p.Value)), depth + 1),
        IList list => list.Cast<object?>().Select(item => RevealSecrets(item, depth + 1)).ToArray(),
        var plain => plain,
    };

    private static Hashtable RevealMembers(IEnumerable<DictionaryEntry> entries, int depth)
    {
        Hashtable members = [];
        foreach (DictionaryEntry entry in entries)
        {
            members[LanguagePrimitives.ConvertTo<string>(entry.Key)] = RevealSecrets(entry.Value, depth);
        }

        return members;
    }
}
