using System.Collections;
using System.Management.Automation;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Cmdlets.Objects;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>
/// Converts a hashtable into the parts of a form. Files are streamed, objects become JSON, and bytes and text are unchanged. A list becomes
/// several parts with the same name.
/// </summary>
internal static class FormParts
{
    /// <exception cref="BtpApiException">A file does not exist, or an object cannot be converted.</exception>
    public static IReadOnlyList<FormPart> CreateParts(IDictionary form)
    {
        List<FormPart> parts = [];
        foreach (DictionaryEntry entry in form)
        {
            string name = LanguagePrimitives.ConvertTo<string>(entry.Key);
            object? value = entry.Value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : entry.Value;
            IEnumerable values = value is IList list and not byte[] ? list : new[] { value };
            parts.AddRange(values.Cast<object?>().Where(v => v is not null).Select(v => CreatePart(name, v!)));
        }

        return parts;
    }

    private static FormPart CreatePart(string name, object value)
    {
        object plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            FileInfo file => new FilePart(name, SentFile.FromPath(file.FullName)),
            IDictionary or PSObject => new TextPart(name, JsonBody.Serialize(plain)),
            byte[] bytes => new TextPart(name, bytes),
            string or ValueType or Uri or Version => new TextPart(name, Encoding.UTF8.GetBytes(QueryParameters.FormatValue(plain))),
            _ => throw new BtpApiException(
                Failure.RequestInvalid,
                $"The part '{name}' of the form is an object of type {plain.GetType().Name}. The request was not sent.",
                "Pass a file from Get-Item, data in a hashtable, or text."),
        };
    }
}
