using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The entry <c>.metadata</c> of a Secret, which not every service operator writes:
/// <c>{"metaDataProperties":[{"name":…,"format":…}],"credentialProperties":[{"name":…,"format":"text"|"json","container":…}]}</c>. A
/// property
/// with <c>sourceName</c> is stored in the entry with that name.
/// </summary>
internal sealed class SecretMetadata
{
    public const string MemberName = ".metadata";

    private static readonly string[] DescribingNames = ["type", "label", "plan", "instance_name", "instance_guid", "tags"];

    private readonly Dictionary<string, string?>? formats;
    private readonly HashSet<string> described;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private SecretMetadata(JsonElement? metadata)
    {
        if (metadata is not { } declared)
        {
            described = [.. DescribingNames];
            return;
        }

        described = [.. declared.GetElements("metaDataProperties").Select(GetEntryNameOrDefault).OfType<string>()];
        foreach (JsonElement property in declared.GetElements("metaDataProperties"))
        {
            AddName(property);
        }

        formats = new(StringComparer.Ordinal);
        foreach (JsonElement property in declared.GetElements("credentialProperties"))
        {
            if (GetEntryNameOrDefault(property) is not { } name)
                continue;

            AddName(property);

            formats[name] = property.GetTextOrDefault("format");
            if (property.GetMemberOrDefault("container", JsonValueKind.True) is not null)
                Container = name;
        }
    }

    public bool IsDeclared => formats is not null;

    /// <summary>The entry that contains all credentials.</summary>
    public string? Container { get; }

    /// <summary>Returns the name of the property that is stored in an entry.</summary>
    public string GetName(string entry) => names.TryGetValue(entry, out string? name) ? name : entry;

    public static SecretMetadata ReadMetadata(IReadOnlyDictionary<string, string> members, string source)
    {
        if (!members.TryGetValue(MemberName, out string? text))
            return new SecretMetadata(null);

        return TolerantJson.TryParse(text, out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
            ? new SecretMetadata(metadata)
            : throw CreateError(source, $"'{MemberName}' is not a JSON object");
    }

    public static bool IsMetadataName(string member) => DescribingNames.Contains(member);

    public static JsonElement? ParseContainerOrDefault(string text)
    {
        if (text.TrimStart().FirstOrDefault() is not ('{' or '[' or '"') || !TolerantJson.TryParse(text, out JsonElement value))
            return null;

        // Text in quotes can be the secret itself, unless it contains an object.
        return value.ValueKind == JsonValueKind.String ? JsonCredentials.ParseOrDefault(value) : value;
    }

    public bool IsCredential(string member)
    {
        return member != MemberName && (formats?.Count > 0 ? formats.ContainsKey(member) : !described.Contains(member));
    }

    /// <returns>The parsed value, or null when the entry is text.</returns>
    /// <exception cref="ServiceKeyException">The entry is declared as JSON but is not valid JSON.</exception>
    public JsonElement? ParseJsonOrDefault(string member, string text, string source)
    {
        string? format = null;
        if (formats?.TryGetValue(member, out format) != true || format is null)
            return ParseContainerOrDefault(text);
        if (format != "json")
            return null;

        return TolerantJson.TryParse(text, out JsonElement value)
            ? value
            : throw CreateError(source, $"'{member}' is not valid JSON, but '{MemberName}' declares it as JSON");
    }

    private static string? GetEntryNameOrDefault(JsonElement property)
    {
        return property.GetTextOrDefault("sourceName") ?? property.GetTextOrDefault("name");
    }

    private void AddName(JsonElement property)
    {
        if (GetEntryNameOrDefault(property) is { } entry && property.GetTextOrDefault("name") is { } name)
            names[entry] = name;
    }

    private static ServiceKeyException CreateError(string source, string error)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"{error}. Use the Secret as the service operator wrote it.");
    }
}
