using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The member <c>.metadata</c>: <c>{"metaDataProperties":[{"name":…,"format":…}],"credentialProperties":[{"name":…,"format":"text"|"json","container":…}]}</c>.
/// Not every operator writes it.
/// </summary>
internal sealed class SecretMetadata
{
    public const string MemberName = ".metadata";

    private static readonly string[] Describing = ["type", "label", "plan", "instance_name", "instance_guid", "tags"];

    private readonly Dictionary<string, string?>? formats;
    private readonly HashSet<string> described;

    private SecretMetadata(JsonElement? metadata)
    {
        if (metadata is not { } declared)
        {
            described = [.. Describing];
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

    /// <summary>The member that holds all of the credentials.</summary>
    public string? Container { get; }

    public static SecretMetadata ReadMetadata(IReadOnlyDictionary<string, string> members, string source)
    {
        if (!members.TryGetValue(MemberName, out string? text))
            return new SecretMetadata(null);

        return TolerantJson.TryParse(text, out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
            ? new SecretMetadata(metadata)
            : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"'{MemberName}' is no JSON object. Take the secret as the service operator wrote it.");
    }

    public static bool IsMetadataName(string member) => Describing.Contains(member);

    public static JsonElement? ParseContainerOrDefault(string text)
    {
        return text.TrimStart().FirstOrDefault() is '{' or '[' && TolerantJson.TryParse(text, out JsonElement value) ? value : null;
    }

    public bool IsCredential(string member) => member != MemberName && (formats?.Count > 0 ? formats.ContainsKey(member) : !described.Contains(member));

    /// <returns>The value of a member that is JSON, or null for text.</returns>
    /// <exception cref="ServiceKeyException">The member is declared to be JSON and is none.</exception>
    public JsonElement? ParseJsonOrDefault(string member, string text, string source)
    {
        string? format = null;
        if (formats?.TryGetValue(member, out format) != true || format is null)
            return ParseContainerOrDefault(text);
        if (format != "json")
            return null;

        return TolerantJson.TryParse(text, out JsonElement value)
            ? value
            : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"'{member}' is no JSON, which '{MemberName}' says it is. Take the secret as the service operator wrote it.");
    }
}
