using System.Collections;
using System.Management.Automation;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Rejects parameters that the token request already contains. Servers reject duplicates (RFC 6749 section 3.2).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTokenParametersAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (object name in ((IDictionary)arguments).Keys)
        {
            if (TokenParameters.Reserved.Contains(name.ToString(), StringComparer.OrdinalIgnoreCase))
            {
                throw new ValidationMetadataException(
                    $"The request already contains '{name}', from the key or another parameter. Remove it.");
            }
        }
    }
}
