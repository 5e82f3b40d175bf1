using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Text;
using TokenModule.Cmdlets.Objects;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the additional parameters of a token request into text. Objects become JSON.</summary>
internal static class TokenParameterValues
{
    public static IReadOnlyList<KeyValuePair<string, Secret>> FromDictionary(IDictionary table)
    {
        IEnumerable<DictionaryEntry> entries = table.Cast<DictionaryEntry>().Where(e => e.Value is not null);
        return [.. entries.Select(e => new KeyValuePair<string, Secret>(e.Key.ToString()!, ToSecret(e.Value!)))];
    }

    private static Secret ToSecret(object value)
    {
        object plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            SecureString secure => new Secret(secure),
            IDictionary or PSObject => new Secret(Encoding.UTF8.GetString(JsonBody.Serialize(value))),
            _ => new Secret(LanguagePrimitives.ConvertTo<string>(value)),
        };
    }
}
