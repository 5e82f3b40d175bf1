using System.Collections;
using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts parameters with single values of a key.</summary>
internal static class KeyValues
{
    public static IReadOnlyDictionary<string, Uri> ParseEndpoints(Hashtable endpoints)
    {
        return endpoints.Cast<DictionaryEntry>().ToDictionary(e => LanguagePrimitives.ConvertTo<string>(e.Key), e => ToUri(e.Value));
    }

    // A text that is not a URL becomes a relative one. ServiceKeyValues reports it with the name of the endpoint.
    private static Uri ToUri(object? value)
    {
        string text = LanguagePrimitives.ConvertTo<string>(value);
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) ? address : new Uri(string.Empty, UriKind.Relative);
    }
}
