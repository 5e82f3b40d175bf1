using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using TokenModule.Api;
using TokenModule.Cmdlets.Objects;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Converts hashtables and objects, such as the output of ConvertFrom-Json, into the JSON of a key. Secrets can be SecureStrings.
/// </summary>
internal static class KeyObject
{
    /// <summary>The error for a key that was deserialized from a file or another process.</summary>
    public const string CopyError =
        "The object is a copy of a key, and copies have no secret. Import the key itself, in the session or job that uses it.";

    private const string Advice = "Pipe JSON text, a file, a SecureString, or an object with the members of a key.";

    private const string CredentialError =
        "A PSCredential contains a user name and a password, but not the address of a token endpoint. Pass its values: "
            + "Import-ServiceKey -TokenUrl URL -ClientId $credential.UserName -ClientSecret $credential.Password.";

    private const string ByteError =
        "The pipeline passed the bytes of an array one by one. Pass the array as one object: , $bytes | Import-ServiceKey.";

    private const int MaximumDepth = 16;

    public static bool IsCopy(PSObject input) => input.TypeNames.Contains("Deserialized.TokenModule.ServiceKey");

    /// <summary>Creates the error for a byte array that the pipeline has enumerated.</summary>
    public static ServiceKeyException CreateByteError(string source) => CreateError(source, ByteError);

    /// <exception cref="ServiceKeyException">The object does not have the members of a key.</exception>
    public static string ToJson(PSObject input, string source)
    {
        if (input.BaseObject is ServiceKey)
        {
            throw CreateError(
                source, "The key is already imported. To change its name, import it again: Import-ServiceKey ./key.json -Name mine.");
        }

        if (IsCopy(input))
            throw CreateError(source, CopyError);

        try
        {
            if (RevealSecrets(input, source, depth: 0) is IDictionary members)
                return Encoding.UTF8.GetString(JsonBody.Serialize(members));

            throw CreateError(source, $"An object of type {input.BaseObject.GetType().Name} is not a service key. {Advice}");
        }
        catch (BtpApiException)
        {
            throw CreateError(source, $"The object has members that cannot be part of a service key. {Advice}");
        }
    }

    // An object that contains itself is not followed beyond the depth of any key. Its conversion to JSON then fails.
    private static object? RevealSecrets(object? value, string source, int depth) => depth > MaximumDepth ? value : Unwrap(value) switch
    {
        PSCredential => throw CreateError(source, CredentialError),
        SecureString secure => new Secret(secure).Reveal(),
        IDictionary table => RevealMembers(
            table.Keys.Cast<object>().Select(key => new DictionaryEntry(key, table[key])), source, depth + 1),
        PSObject custom => RevealMembers(ListMembers(custom), source, depth + 1),
        IList list => list.Cast<object?>().Select(item => RevealSecrets(item, source, depth + 1)).ToArray(),
        var plain => plain,
    };

    private static object? Unwrap(object? value)
    {
        return value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
    }

    private static IEnumerable<DictionaryEntry> ListMembers(PSObject custom)
    {
        return custom.Properties.Where(p => p.MemberType == PSMemberTypes.NoteProperty).Select(p => new DictionaryEntry(p.Name, p.Value));
    }

    private static Hashtable RevealMembers(IEnumerable<DictionaryEntry> entries, string source, int depth)
    {
        Hashtable members = [];
        foreach (DictionaryEntry entry in entries)
        {
            members[LanguagePrimitives.ConvertTo<string>(entry.Key)] = RevealSecrets(entry.Value, source, depth);
        }

        return members;
    }

    private static ServiceKeyException CreateError(string source, string message) => new(Failure.ServiceKeyInvalid, source, message);
}
