using TokenModule.ServiceKeys.Shapes;

namespace TokenModule.ServiceKeys;

/// <summary>Reads a key from text: takes the wrapping off, then asks each shape whether it fits.</summary>
internal static class ServiceKeyReader
{
    private static readonly IServiceKeyShape[] Shapes = [new UaaBlockKey(), new CiamKey(), new IdentityKey(), new FlatKey()];

    /// <param name="text">JSON, or what a command line tool printed around it.</param>
    /// <param name="source">Where the text came from, for messages.</param>
    /// <param name="name">The name the key gets where the text gives none; null names it by its client.</param>
    /// <exception cref="ServiceKeyException">The text is no key, or a member of it is missing, empty, a placeholder or of the wrong kind.</exception>
    public static ServiceKey Read(string text, string source, string? name = null)
    {
        try
        {
            return ReadShape(text, source, name);
        }
        catch (InvalidOperationException e)
        {
            // An escaped half of a surrogate pair is valid JSON and no text.
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, "it holds escaped characters that are no Unicode text. Paste the service key as the cockpit or the cf CLI shows it.", e);
        }
    }

    private static ServiceKey ReadShape(string text, string source, string? name)
    {
        ServiceKeyText key = ServiceKeyText.Unwrap(text, source);
        KeyMembers members = new(key.Credentials, source);
        foreach (IServiceKeyShape shape in Shapes)
        {
            if (shape.Fits(members))
                return shape.Read(members, key.Name ?? name);
        }

        string found = string.Join(", ", members.All().Take(8).Select(m => m.Name));
        throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"no service key: there is neither 'uaa' nor 'clientid' in it{(found.Length > 0 ? $", only {found}" : string.Empty)}. Paste the whole service key, as the cockpit or the cf CLI shows it.");
    }
}
