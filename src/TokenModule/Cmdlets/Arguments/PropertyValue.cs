using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Reads properties, which can be scripts that fail.</summary>
internal static class PropertyValue
{
    /// <returns>The value, or null without a property.</returns>
    /// <exception cref="BtpApiException">The property cannot be read.</exception>
    public static object? ReadOrDefault(PSPropertyInfo? property)
    {
        try
        {
            return property?.Value;
        }
        catch (ExtendedTypeSystemException e)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The property '{ServerText.Clean(property!.Name)}' of an object cannot be read. The request was not sent.",
                $"PowerShell reports: {ServerText.Clean(e.Message)}",
                innerException: e);
        }
    }
}
