using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The entry <c>.metadata</c> of a Secret, which not every service operator writes:
/// <c>{"metaDataProperties":[{"name":…,"format":…}],"credentialProperties":[{"name":…,"format":"text"|"json","container":…}]}</c>.
/// </summary>
internal sealed class SecretMetadata
{
    public const string MemberName = ".metadata";

    private static readonly string[] DescribingNames = ["type", "label", "plan", "instance_name", "instance_guid", "tags"];

    private readonly Dictionary<string, string?>? formats;
    private readonly HashSet<string> described;

    private SecretMetadata(JsonElement? metadata)
    {
        if (metadata is not { } declared)
        {
            described = [.. DescribingNames];
            return;
        }

        described = [.. declared.GetElements("metaDataProperties").Select(p => p.GetTextOrDefault("name")).OfType<string>()];
        formats = new(StringComparer.Ordinal);
        foreach (JsonElement property in declared.GetElements("credentialProperties"))
        {
            if (property.GetTextOrDefault("name") is not { } name)
                continue;

            formats[name] = property.GetTextOrDefault("format");
            if (property.GetMemberOrDefault("container", JsonValueKind.True) is not null)
                Container = name;
        }
    }

    public bool IsDeclared => formats is not null;

    /// <summary>The entry that contains all credentials.</summary>
    public string? Container { get; }

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
        return text.TrimStart().FirstOrDefault() is '{' or '[' && TolerantJson.TryParse(text, out JsonElement value) ? value : null;
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

    private static ServiceKeyException CreateError(string source, string error)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"{error}. Use the Secret as the service operator wrote it.");
    }
}
