using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Shapes;
using TokenModule.ServiceKeys.Wrappers;
using TokenModule.ServiceKeys.Yaml;

namespace TokenModule.ServiceKeys;

/// <summary>Reads keys from text: asks each wrapper for the bindings in it, then each shape whether it fits one.</summary>
internal static class ServiceKeyReader
{
    private const string Advice = "Paste the whole service key, as the cockpit or the cf CLI shows it.";

    private static readonly IServiceKeyShape[] Shapes = [new UaaBlockKey(), new CiamKey(), new IdentityKey(), new FlatKey()];

    // The first that fits unwraps; bare credentials fit whatever is left.
    private static readonly IServiceKeyWrapper[] Wrappers = [new KubernetesManifest(), new VcapVariables(), new CredentialsMember(), new VcapServices(), new BareCredentials()];

    /// <param name="text">JSON, or what a command line tool printed around it; a manifest; either in base64.</param>
    /// <param name="source">Where the text came from, for messages.</param>
    /// <param name="name">The name a key gets where the text gives none; null names it by its client.</param>
    /// <returns>All that the text holds, at least one; not all need be keys, and several may have one name.</returns>
    /// <exception cref="ServiceKeyException">The text holds none, or a document in it is damaged.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string text, string source, string? name = null)
    {
        if (text.Length > ServiceKeyLines.LargestText)
            throw CreateInvalidKeyError(source, "longer than 4 MiB, which no service key is.");

        ServiceKeyLines lines = new();
        List<ServiceBinding> found = [];
        foreach (ServiceKeyDocument document in lines.AddLines(text).Concat(lines.Complete()))
        {
            found.AddRange(ReadBindings(document, source, name));
        }

        return found.Count > 0 ? found : throw CreateNoKeyError(source);
    }

    /// <returns>What one document holds: none, where it is of another kind, such as VCAP_APPLICATION or a ConfigMap.</returns>
    /// <exception cref="ServiceKeyException">The document is damaged.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(ServiceKeyDocument document, string source, string? name = null)
    {
        if (document.Fault is { } fault)
            throw CreateInvalidKeyError(source, fault);
        if (document.Notation == ServiceKeyNotation.Base64)
            return ReadBindings(document.Text, source, name);

        return WrapUnicodeErrors(source, () => UnwrapBindings(document, source, name));
    }

    /// <summary>What to say where all documents were read and none held a binding.</summary>
    public static ServiceKeyException CreateNoKeyError(string source) => CreateInvalidKeyError(source, "no service key in it: no service is bound, or it is a document of another kind. " + Advice);

    /// <summary>Whether any shape fits: beside keys, VCAP_SERVICES holds the credentials of databases and the like.</summary>
    public static bool IsKey(ServiceBinding binding) => WrapUnicodeErrors(binding.Source, () => FindShapeOrDefault(binding) is not null);

    /// <exception cref="ServiceKeyException">It is no key, or a member of it is missing, empty, a placeholder or of the wrong kind.</exception>
    public static ServiceKey ReadKey(ServiceBinding binding) => WrapUnicodeErrors(binding.Source, () => ReadKeyByShape(binding));

    /// <summary>Reads a text with one key.</summary>
    /// <exception cref="ServiceKeyException">The text is no key, holds several, or a member is missing, empty, a placeholder or of the wrong kind.</exception>
    public static ServiceKey ReadKey(string text, string source, string? name = null) => ReadKey(SelectSingle(ReadBindings(text, source, name)));

    /// <summary>The one key among the bindings of a source; where there is none, the first of them, whose reading says why.</summary>
    /// <exception cref="ServiceKeyException">There are several keys.</exception>
    public static ServiceBinding SelectSingle(IReadOnlyList<ServiceBinding> bindings)
    {
        List<ServiceBinding> keys = [.. bindings.Where(IsKey)];
        return keys.Count <= 1 ? keys.FirstOrDefault() ?? bindings[0] : throw CreateInvalidKeyError(keys[0].Source, $"{keys.Count} keys in it where one is wanted. Pick one by the name of its service or instance.");
    }

    private static List<ServiceBinding> UnwrapBindings(ServiceKeyDocument document, string source, string? name)
    {
        JsonElement root = document.Notation == ServiceKeyNotation.Yaml ? YamlReader.ParseDocument(document.Text, document.Line, source) : KeyJson.ReadDocument(document, source);
        IEnumerable<ServiceBinding> bindings = Wrappers.First(w => w.CanUnwrap(root)).Unwrap(root, source);
        return [.. bindings.Select(b => b with { Name = b.Name ?? document.Heading?.KeyName ?? name, InstanceName = b.InstanceName ?? document.Heading?.InstanceName })];
    }

    private static IServiceKeyShape? FindShapeOrDefault(ServiceBinding binding)
    {
        KeyMembers members = new(binding.Credentials, binding.Source);
        return Shapes.FirstOrDefault(s => s.CanRead(members));
    }

    private static ServiceKey ReadKeyByShape(ServiceBinding binding)
    {
        KeyMembers members = new(binding.Credentials, binding.Source);
        if (FindShapeOrDefault(binding) is { } shape)
            return shape.ReadKey(members, binding.Name);

        string found = MemberNames.FormatNames(members);
        throw CreateInvalidKeyError(binding.Source, $"no service key: there is neither 'uaa' nor 'clientid' in it{(found.Length > 0 ? $", only {found}" : string.Empty)}. {Advice}");
    }

    /// <exception cref="ServiceKeyException">A name or a text in the JSON is not Unicode.</exception>
    public static T WrapUnicodeErrors<T>(string source, Func<T> read)
    {
        try
        {
            return JsonUnicode.Require(read);
        }
        catch (InvalidUnicodeException)
        {
            throw CreateInvalidKeyError(source, "it contains escaped characters that are not Unicode text. " + Advice);
        }
    }

    private static ServiceKeyException CreateInvalidKeyError(string source, string message) => new(Failure.ServiceKeyInvalid, source, message);
}
