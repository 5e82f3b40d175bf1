using System.Collections;
using System.Management.Automation;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Cmdlets.Objects;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A hashtable as the parts of a form: a file is streamed, an object becomes JSON, bytes and text stay as they are, a list gives its name several times.</summary>
internal static class FormParts
{
    /// <exception cref="BtpApiException">A file is not there, or an object is no data.</exception>
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
            string or ValueType or Uri or Version => new TextPart(name, Encoding.UTF8.GetBytes(QueryParameters.FromDictionary(new Hashtable { [name] = plain })[0].Value)),
            _ => throw new BtpApiException(
                Failure.RequestInvalid,
                $"The part '{name}' of the form is an object of type {plain.GetType().Name}. The request was not sent.",
                "Pass a file from Get-Item, data in a hashtable, or text."),
        };
    }
}
