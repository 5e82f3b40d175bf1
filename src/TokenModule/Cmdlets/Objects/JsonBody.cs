using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using TokenModule.Api;

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
            WriteValue(writer, body, depth);
        }

        return json.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, int depth)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        if (writer.CurrentDepth >= depth && plain is PSObject or ICollection)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The body has more than {depth} levels. The request was not sent.",
                "Check whether an object in the body contains itself, or increase -Depth.");
        }

        switch (plain)
        {
            case PSObject custom:
                WriteMembers(writer, custom.Properties.Select(p => new DictionaryEntry(p.Name, p.Value)), depth);
                break;
            case IDictionary dictionary:
                WriteMembers(writer, dictionary.Keys.Cast<object>().Select(key => new DictionaryEntry(key, dictionary[key])), depth);
                break;
            case ICollection list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    WriteValue(writer, item, depth);
                }

                writer.WriteEndArray();
                break;
            default:
                WritePlain(writer, plain);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<DictionaryEntry> members, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry member in members)
        {
            writer.WritePropertyName(LanguagePrimitives.ConvertTo<string>(member.Key));
            WriteValue(writer, member.Value, depth);
        }

        writer.WriteEndObject();
    }

    private static void WritePlain(Utf8JsonWriter writer, object? value)
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
                    $"The body contains the number {Convert.ToString(value, CultureInfo.InvariantCulture)}, which JSON does not support. "
                        + "The request was not sent.",
                    "Replace the number, for example with $null.");
            case DateTime or DateTimeOffset or double or float or decimal:
            case int or long or byte or short or uint or ulong or ushort or sbyte:
                JsonSerializer.Serialize(writer, value, value.GetType(), Plain);
                break;
            case System.Numerics.BigInteger large:
                writer.WriteRawValue(large.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new BtpApiException(
                    Failure.RequestInvalid,
                    $"The body contains an object of type {value.GetType().Name}, which cannot be converted to JSON. "
                        + "The request was not sent.",
                    "Select the properties to send with Select-Object, or use a hashtable.");
        }
    }
}
