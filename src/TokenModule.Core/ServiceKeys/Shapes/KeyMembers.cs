using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The members of one object in a key. Error messages contain the name of the member and never the value.</summary>
internal readonly struct KeyMembers(JsonElement element, string source, string path = "")
{
    private readonly JsonElement element = element;
    private readonly string path = path;

    public string Source { get; } = source;

    public bool Has(string name) => element.GetMemberOrDefault(name) is not null;

    public IEnumerable<JsonProperty> EnumerateMembers() => element.EnumerateObject();

    public bool TryGetObject(string name, out KeyMembers members)
    {
        JsonElement? found = element.GetObjectOrDefault(name);
        members = found is { } value ? new KeyMembers(value, Source, path + name + ".") : default;
        return found is not null;
    }

    /// <returns>The text, or null when the member is absent, empty or not a string.</returns>
    public string? GetTextOrDefault(string name)
    {
        string? text = element.GetTextOrDefault(name);
        if (text is not null && Placeholder.IsPlaceholder(text))
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyPlaceholder,
                Source,
                $"'{path}{name}' contains a placeholder. Replace it with the value from your own service key.");
        }

        return text;
    }

    public string RequireText(string name)
    {
        return GetTextOrDefault(name) ?? throw CreateError($"'{path}{name}' is missing or empty");
    }

    public Uri RequireUrl(string name) => ParseUrl(name, RequireText(name));

    /// <returns>The URL, or null when the member is absent.</returns>
    public Uri? GetUrlOrDefault(string name) => GetTextOrDefault(name) is { } text ? ParseUrl(name, text) : null;

    private Uri ParseUrl(string name, string text)
    {
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url);
        string? error = KeyAddress.DescribeErrorOrDefault(url);
        return error is null ? url! : throw CreateError($"'{path}{name}' {error}");
    }

    private ServiceKeyException CreateError(string error)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid, Source, $"{error}. Paste the whole service key, as the cockpit or the cf CLI shows it.");
    }
}
