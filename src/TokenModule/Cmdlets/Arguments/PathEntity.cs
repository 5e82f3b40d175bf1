using System.Globalization;
using System.Management.Automation;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A piped object whose properties fill the placeholders of a path.</summary>
internal sealed class PathEntity(PSObject value) : IPathEntity
{
    private const string Prefix = "TokenModule.";

    // PowerShell adds this prefix to the types of objects from a job or a remote session.
    private const string DeserializedPrefix = "Deserialized.";

    public string TypeName { get; } = ReadTypeName(value);

    public string DisplayType => TypeName.Length > 0 ? TypeName : value.BaseObject.GetType().Name;

    /// <returns>The object, or null for a key, a token, an operation or text, which are not entities.</returns>
    public static PathEntity? FromObjectOrDefault(PSObject? value)
    {
        return value is null || value.BaseObject is ServiceKey or OAuthToken or BtpOperation or string ? null : new PathEntity(value);
    }

    public string? GetPropertyOrDefault(string name)
    {
        // A dictionary has entries instead of properties.
        return value.BaseObject is System.Collections.IDictionary table
            ? FormatValueOrDefault(table[name])
            : FormatValueOrDefault(PropertyValue.ReadOrDefault(value.Properties[name]));
    }

    public static string? FormatValueOrDefault(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string { Length: > 0 } text => text,
        ValueType and IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string ReadTypeName(PSObject value)
    {
        string name = value.TypeNames.FirstOrDefault() ?? string.Empty;
        if (name.StartsWith(DeserializedPrefix, StringComparison.Ordinal))
            name = name.Substring(DeserializedPrefix.Length);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name : string.Empty;
    }
}
