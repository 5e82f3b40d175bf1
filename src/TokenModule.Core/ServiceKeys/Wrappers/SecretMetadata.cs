using System.Text.Json;

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

        described = [.. declared.Elements("metaDataProperties").Select(p => p.Text("name")).OfType<string>()];
        formats = new(StringComparer.Ordinal);
        foreach (JsonElement property in declared.Elements("credentialProperties"))
        {
            if (property.Text("name") is not { } name)
                continue;

            formats[name] = property.Text("format");
            if (property.Member("container", JsonValueKind.True) is not null)
                Container = name;
        }
    }

    public bool IsDeclared => formats is not null;

    /// <summary>The member that holds all of the credentials.</summary>
    public string? Container { get; }

    public static SecretMetadata Read(IReadOnlyDictionary<string, string> members, string source)
    {
        if (!members.TryGetValue(MemberName, out string? text))
            return new SecretMetadata(null);

        return KeyJson.TryRead(text, out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
            ? new SecretMetadata(metadata)
            : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"'{MemberName}' is no JSON object. Take the secret as the service operator wrote it.");
    }

    public static bool Describes(string member) => Describing.Contains(member);

    public static JsonElement? ObjectOrArray(string text)
    {
        return text.TrimStart().FirstOrDefault() is '{' or '[' && KeyJson.TryRead(text, out JsonElement value) ? value : null;
    }

    public bool IsCredential(string member) => member != MemberName && (formats?.Count > 0 ? formats.ContainsKey(member) : !described.Contains(member));

    /// <returns>The value of a member that is JSON, or null for text.</returns>
    /// <exception cref="ServiceKeyException">The member is declared to be JSON and is none.</exception>
    public JsonElement? Json(string member, string text, string source)
    {
        string? format = null;
        if (formats?.TryGetValue(member, out format) != true || format is null)
            return ObjectOrArray(text);
        if (format != "json")
            return null;

        return KeyJson.TryRead(text, out JsonElement value)
            ? value
            : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"'{member}' is no JSON, which '{MemberName}' says it is. Take the secret as the service operator wrote it.");
    }
}
