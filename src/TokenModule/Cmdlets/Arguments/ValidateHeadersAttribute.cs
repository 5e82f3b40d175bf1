using System.Collections;
using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Rejects headers that the module sets, and characters that would add another header.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateHeadersAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Reserved =
        ["Accept-Encoding", "Authorization", "Connection", "Content-Length", "Host", "Transfer-Encoding"];

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (DictionaryEntry header in (IDictionary)arguments)
        {
            string name = header.Key.ToString() ?? string.Empty;
            if (name.Length == 0 || !name.All(c => c < 128 && (char.IsLetterOrDigit(c) || c is '-' or '_')))
                throw new ValidationMetadataException("The name of a header can contain only letters, digits, hyphens and underscores.");
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ValidationMetadataException($"The header {name} follows from the key, the token or the body. Remove it.");

            IReadOnlyList<KeyValuePair<string, string>> values = QueryParameters.FromDictionary(new Hashtable { [name] = header.Value });
            if (values.Any(value => value.Value.Any(c => c is < ' ' or > '~')))
                throw new ValidationMetadataException($"The value of the header {name} contains a character that is not printable ASCII.");
        }
    }
}
