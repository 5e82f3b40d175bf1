using System.Collections;
using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Refuses headers that would change the authentication or break out of their line.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateHeadersAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Made = ["Accept-Encoding", "Authorization", "Connection", "Content-Length", "Host", "Transfer-Encoding"];

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (DictionaryEntry header in (IDictionary)arguments)
        {
            string name = header.Key.ToString() ?? string.Empty;
            if (name.Length == 0 || !name.All(c => c < 128 && (char.IsLetterOrDigit(c) || c is '-' or '_')))
                throw new ValidationMetadataException("A header's name has letters, digits and hyphens only.");
            if (Made.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ValidationMetadataException($"The {name} header is made from the key, the token or the body; leave it out.");
            if (QueryParameters.FromDictionary(new Hashtable { [name] = header.Value }).Any(value => value.Value.Any(c => c is < ' ' or > '~')))
                throw new ValidationMetadataException($"The header {name} has a line end, or another character that a header cannot hold, in its value.");
        }
    }
}
