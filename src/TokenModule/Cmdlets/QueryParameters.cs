using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>A hashtable as names and texts: a list gives its name several times, <c>$null</c> is left out, booleans and dates are as JSON has them.</summary>
internal static class QueryParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? table)
    {
        List<KeyValuePair<string, string>> parameters = [];
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            foreach (object? value in LanguagePrimitives.GetEnumerable(entry.Value) ?? new[] { entry.Value })
            {
                if (value is not null)
                    parameters.Add(new(entry.Key.ToString()!, Text(value)));
            }
        }

        return parameters;
    }

    private static string Text(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        object other => (string)LanguagePrimitives.ConvertTo(other, typeof(string), CultureInfo.InvariantCulture),
    };
}
