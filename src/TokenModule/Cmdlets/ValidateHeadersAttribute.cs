using System.Collections;
using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>Refuses headers that would change the authentication or break out of their line.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateHeadersAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (DictionaryEntry header in (IDictionary)arguments)
        {
            string name = header.Key.ToString() ?? string.Empty;
            if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
                throw new ValidationMetadataException("A header's name has letters, digits and hyphens only.");
            if (string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase))
                throw new ValidationMetadataException("The Authorization header is made from the key or the token; leave it out.");
            if (header.Value?.ToString()?.Any(char.IsControl) == true)
                throw new ValidationMetadataException($"The header {name} has a line end or another control character in its value.");
        }
    }
}
