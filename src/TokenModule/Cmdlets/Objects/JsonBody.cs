using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TokenModule.Api;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Json;

namespace TokenModule.Cmdlets.Objects;

/// <summary>
/// Serializes dictionaries, lists, custom objects and plain values to JSON. Other objects are an error. ConvertTo-Json would truncate them
/// or serialize every object that they refer to.
/// </summary>
internal static class JsonBody
{
    public const int MaximumDepth = 64;

    // The serializer has its own limit, which must be above the limit of the body.
    private static readonly JsonSerializerOptions Plain = new() { MaxDepth = 2 * MaximumDepth };

    /// <param name="depth">The maximum number of levels. A deeper body is an error and is not truncated.</param>
    /// <exception cref="BtpApiException">The body contains an object that cannot be converted, or has too many levels.</exception>
    public static byte[] Serialize(object body, int depth = MaximumDepth)
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { MaxDepth = depth }))
        {
            WriteValue(writer, body, depth, string.Empty);
        }

        return json.ToArray();
    }

    /// <returns>The names of the members of an object, or null when the body is not an object.</returns>
    public static IReadOnlyCollection<string>? ListMembersOrDefault(object? body)
    {
        object? plain = body is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : body;
        if (plain is not null && IsClassInstance(plain))
            plain = PSObject.AsPSObject(plain);
        return plain switch
        {
            IDictionary table => [.. table.Keys.Cast<object>().Select(key => key.ToString()!)],
            PSObject custom => [.. custom.Properties.Select(p => p.Name)],
            string text when TolerantJson.TryParse(text, out JsonElement json) && json.ValueKind == JsonValueKind.Object =>
                JsonUnicode.ReadOrDefault(json, static element => element.EnumerateObject().Select(member => member.Name).ToArray()),
            _ => null,
        };
    }

    /// <returns>The position of the first error in a text that is not valid JSON; null for valid JSON.</returns>
    public static string? DescribeErrorOrDefault(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return null;
        }
        catch (JsonException e)
        {
            // The message of the exception can quote the text. The exception counts the bytes of UTF-8.
            string line = text.Split('\n')[e.LineNumber ?? 0];
            int position = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line), 0, (int)(e.BytePositionInLine ?? 0)).Length + 1;
            return $"line {e.LineNumber + 1}, position {position}";
        }
    }

    /// <param name="path">The path of the value in the body, for messages.</param>
    private static void WriteValue(Utf8JsonWriter writer, object? value, int depth, string path)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        if (plain is not null && IsClassInstance(plain))
            plain = PSObject.AsPSObject(plain);
        if (writer.CurrentDepth >= depth && plain is PSObject or (IEnumerable and not string))
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The body has more than {depth} levels. The request was not sent.",
                "Check whether an object in the body contains itself, or increase -Depth.");
        }

        switch (plain)
        {
            case PSObject custom:
                IEnumerable<DictionaryEntry> members = custom.Properties
                    .Select(property => new DictionaryEntry(property.Name, PropertyValue.ReadOrDefault(property)));
                WriteMembers(writer, members, depth, path);
                break;
            case IDictionary dictionary:
                WriteMembers(writer, dictionary.Keys.Cast<object>().Select(key => new DictionaryEntry(key, dictionary[key])), depth, path);
                break;
            case IEnumerable list and not string:
                writer.WriteStartArray();
                int index = 0;
                foreach (object? item in list)
                {
                    WriteValue(writer, item, depth, $"{path}[{index++}]");
                }

                writer.WriteEndArray();
                break;
            default:
                WritePlain(writer, plain, path);
                break;
        }
    }

    // The assembly of classes that a script defines is created at run time. PSObject lists their properties.
    private static bool IsClassInstance(object value)
    {
        return value is not (PSObject or Enum or IEnumerable) && value.GetType().Assembly.IsDynamic;
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<DictionaryEntry> members, int depth, string path)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry member in members)
        {
            string name = LanguagePrimitives.ConvertTo<string>(member.Key);
            writer.WritePropertyName(name);
            WriteValue(writer, member.Value, depth, path.Length == 0 ? name : $"{path}.{name}");
        }

        writer.WriteEndObject();
    }

    private static void WritePlain(Utf8JsonWriter writer, object? value, string path)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.ToBool());
                break;
            case string or char or Guid or Uri or Enum or Version:
                writer.WriteStringValue(value.ToString());
                break;
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity:
            case float.NaN or float.PositiveInfinity or float.NegativeInfinity:
                throw new BtpApiException(
                    Failure.RequestInvalid,
                    $"The body contains the number {Convert.ToString(value, CultureInfo.InvariantCulture)}{FormatPlace(path)}, "
                        + "which JSON does not support. "
                        + "The request was not sent.",
                    "Replace the number, for example with $null.");
            case DateTime time:
                writer.WriteStringValue(RequestTime.Format(RequestTime.FromDateTime(time)));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(RequestTime.Format(time));
                break;
            case double or float or decimal:
            case int or long or byte or short or uint or ulong or ushort or sbyte:
                JsonSerializer.Serialize(writer, value, value.GetType(), Plain);
                break;
            case System.Numerics.BigInteger large:
                writer.WriteRawValue(large.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new BtpApiException(
                    Failure.RequestInvalid,
                    $"The body contains an object of type {value.GetType().Name}{FormatPlace(path)}, which cannot be converted to JSON. "
                        + "The request was not sent.",
                    value is TimeSpan
                        ? "Convert it to the unit that the service expects, for example with .TotalSeconds."
                        : "Select the properties to send with Select-Object, or use a hashtable.");
        }
    }

    private static string FormatPlace(string path) => path.Length == 0 ? string.Empty : $" at '{path}'";
}
