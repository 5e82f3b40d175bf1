using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Converts a hashtable into pairs of names and texts. A list becomes several pairs with the same name, and <c>$null</c> is omitted.
/// Booleans and dates have the format of JSON.
/// </summary>
internal static class QueryParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> FromDictionary(IDictionary? table)
    {
        if (table is null)
            return [];

        List<KeyValuePair<string, string>> parameters = [];
        foreach (DictionaryEntry entry in table)
        {
            foreach (object? value in LanguagePrimitives.GetEnumerable(entry.Value) ?? new[] { entry.Value })
            {
                if ((value is PSObject { BaseObject: var inner } ? inner : value) is IDictionary or SecureString or PSCustomObject)
                {
                    throw new BtpApiException(
                        Failure.RequestInvalid,
                        $"The value of '{entry.Key}' is an object, which a query or a header cannot contain. The request was not sent.",
                        "Pass text, a number, a date, or a list of these.");
                }

                if (value is not null)
                    parameters.Add(new(entry.Key.ToString()!, FormatParameter(entry.Key.ToString()!, value)));
            }
        }

        return parameters;
    }

    private static string FormatParameter(string name, object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        DateTime time => RequestTime.FormatParameter(name, RequestTime.FromDateTime(time)),
        DateTimeOffset time => RequestTime.FormatParameter(name, time),
        string text => RequestTime.FormatParameter(name, text),
        object other => FormatValue(other),
    };

    /// <summary>Formats a single value.</summary>
    public static string FormatValue(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        bool flag => flag ? "true" : "false",
        DateTime time => RequestTime.Format(RequestTime.FromDateTime(time)),
        DateTimeOffset time => RequestTime.Format(time),
        object other => (string)LanguagePrimitives.ConvertTo(other, typeof(string), CultureInfo.InvariantCulture),
    };
}
