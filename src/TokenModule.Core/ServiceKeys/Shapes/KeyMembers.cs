using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Text;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// The members of one object in a key. A name is found in every spelling, see <see cref="MemberSpelling"/>. Error messages contain the name
/// of the member and never the value.
/// </summary>
internal readonly struct KeyMembers(ServiceBinding binding, JsonElement element, string path)
{
    // Only the first members are compared with other spellings. A key has far fewer, and each lookup is fast in any object.
    private const int MaximumMembers = 1000;

    // PEM text has several lines. In every other member a line break is a mistake.
    private static readonly string[] PemNames = ["certificate", "key", "verificationkey"];

    public KeyMembers(ServiceBinding binding)
        : this(binding, binding.Credentials, string.Empty)
    {
    }

    public string Source => binding.Source;

    /// <summary>The service offering, such as <c>identity</c>; null when the wrapper does not contain it.</summary>
    public string? ServiceName => binding.ServiceName;

    /// <summary>The credential that the caller supplies for a key without one.</summary>
    public ClientCredential? SuppliedCredential => binding.SuppliedCredential;

    public bool Has(string name) => FindOrDefault(name) is not null;

    /// <summary>Whether the member has exactly this spelling.</summary>
    public bool HasSpelling(string name) => element.GetMemberOrDefault(name) is not null;

    public IEnumerable<JsonProperty> EnumerateMembers()
    {
        return element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : Enumerable.Empty<JsonProperty>();
    }

    public bool TryGetObject(string name, out KeyMembers members)
    {
        (string Name, JsonElement Value)? found = FindOrDefault(name);
        bool isObject = found is { Value.ValueKind: JsonValueKind.Object };
        members = isObject ? new KeyMembers(binding, found!.Value.Value, path + found.Value.Name + ".") : default;
        return isObject;
    }

    /// <returns>The objects in an array; none when the member is not an array.</returns>
    public IEnumerable<KeyMembers> GetObjects(string name)
    {
        ServiceBinding from = binding;
        string prefix = path;
        return element.GetElements(name)
            .Where(item => item.ValueKind == JsonValueKind.Object)
            .Select((item, index) => new KeyMembers(from, item, $"{prefix}{name}[{index}]."));
    }

    /// <returns>The text without trailing line ends, or null when the member is absent, empty or not a string.</returns>
    /// <exception cref="ServiceKeyException">The text is a placeholder or contains a control character.</exception>
    public string? GetTextOrDefault(string name)
    {
        if (FindOrDefault(name) is not { Value.ValueKind: JsonValueKind.String } found)
            return null;

        // Editors and echo add a line end to a file or a Kubernetes Secret. No value ends with one.
        string text = found.Value.GetString()!.TrimEnd('\r', '\n');
        if (text.Length == 0)
            return null;

        if (Placeholder.IsPlaceholder(text))
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyPlaceholder,
                Source,
                $"'{path}{found.Name}' contains a placeholder. Replace it with the value from your own service key.");
        }

        if (text.Any(char.IsControl) && !PemNames.Contains(name) && !IsWrappedBase64(text))
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid,
                Source,
                $"'{path}{found.Name}' contains a control character. Copy the value again, in one line.");
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

    // The UAA of XS Advanced creates secrets in base64 with a line break after 76 characters (RFC 2045 section 6.8). The line break is
    // part of the secret.
    private static bool IsWrappedBase64(string text)
    {
        const int LineLength = 76;
        string[] lines = text.Split('\n');
        return lines.Take(lines.Length - 1).All(line => line.Length == LineLength) && lines.All(line => line.All(Base64Text.IsDigit));
    }

    private (string Name, JsonElement Value)? FindOrDefault(string name)
    {
        if (element.GetMemberOrDefault(name) is { } exact)
            return (name, exact);

        int count = 0;
        foreach (JsonProperty member in EnumerateMembers())
        {
            if (++count > MaximumMembers)
                break;
            if (MemberSpelling.AreEqual(member.Name, name))
                return (member.Name, member.Value);
        }

        return null;
    }

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
