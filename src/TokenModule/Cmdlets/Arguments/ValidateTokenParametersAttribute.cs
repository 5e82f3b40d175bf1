using System.Collections;
using System.Management.Automation;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Refuses parameters that the token request has already: sent twice, they would be refused or contradict each other.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTokenParametersAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (object name in ((IDictionary)arguments).Keys)
        {
            if (TokenParameters.Reserved.Contains(name.ToString(), StringComparer.OrdinalIgnoreCase))
                throw new ValidationMetadataException($"The request has '{name}' already, from the key or from another parameter; leave it out.");
        }
    }
}
