using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Shapes;
using TokenModule.ServiceKeys.Text;
using TokenModule.ServiceKeys.Text.Yaml;
using TokenModule.ServiceKeys.Wrappers;

namespace TokenModule.ServiceKeys;

/// <summary>
/// Reads keys from text. The first wrapper that fits a document returns its bindings, and the first shape that fits a binding returns the
/// key.
/// </summary>
internal static class ServiceKeyReader
{
    private const string Advice = "Paste the whole service key, as the cockpit or the cf CLI shows it.";

    private const string NoKeyError =
        "The text contains no service key: no service is bound, or the document is of another kind.";

    private static readonly IServiceKeyShape[] Shapes = [new UaaBlockKey(), new CiamKey(), new IdentityKey(), new FlatKey()];

    // The order matters: the first that fits is used, and BareCredentials fits every object.
    private static readonly IServiceKeyWrapper[] Wrappers =
    [
        new KubernetesManifest(), new VcapVariables(), new CredentialsMember(), new VcapServices(), new BareCredentials(),
    ];

    /// <param name="text">JSON, also with the output of a command line tool around it, or a manifest, or base64 of either.</param>
    /// <param name="source">The source of the text, for messages.</param>
    /// <param name="name">The name of a key that has no name in the text. When it is null, the key is named after its client.</param>
    /// <returns>
    /// All bindings in the text, at least one. A binding can be something other than a key, and several can have the same name.
    /// </returns>
    /// <exception cref="ServiceKeyException">The text contains no binding, or a document in it is damaged.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string text, string source, string? name = null)
    {
        if (text.Length > ServiceKeyLines.MaximumLength)
            throw CreateInvalidKeyError(source, "The text is longer than 4 MiB, which is too long for a service key. Check the source.");

        ServiceKeyLines lines = new();
        List<ServiceBinding> found = [];
        foreach (ServiceKeyDocument document in lines.AddLines(text).Concat(lines.Complete()))
        {
            found.AddRange(ReadBindings(document, source, name));
        }

        return found.Count > 0 ? found : throw CreateNoKeyError(source);
    }

    /// <returns>The bindings in one document. A document of another kind, such as VCAP_APPLICATION or a ConfigMap, has none.</returns>
    /// <exception cref="ServiceKeyException">The document is damaged.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(ServiceKeyDocument document, string source, string? name = null)
    {
        if (document.Fault is { } fault)
            throw CreateInvalidKeyError(source, fault);
        if (document.Notation == ServiceKeyNotation.Base64)
            return ReadBindings(document.Text, source, name);

        return WrapUnicodeErrors(source, () => UnwrapBindings(document, source, name));
    }

    /// <summary>Creates the error for a source in which no document contains a binding.</summary>
    public static ServiceKeyException CreateNoKeyError(string source)
    {
        return CreateInvalidKeyError(source, $"{NoKeyError} {Advice}");
    }

    /// <summary>Whether a shape fits. VCAP_SERVICES also contains the credentials of databases and other services.</summary>
    public static bool IsKey(ServiceBinding binding)
    {
        return WrapUnicodeErrors(binding.Source, () => FindShapeOrDefault(binding) is not null);
    }

    /// <exception cref="ServiceKeyException">
    /// The binding is not a key, or a member is missing, empty, a placeholder or of the wrong type.
    /// </exception>
    public static ServiceKey ReadKey(ServiceBinding binding) => WrapUnicodeErrors(binding.Source, () => ReadKeyByShape(binding));

    /// <summary>Reads a text with one key.</summary>
    /// <exception cref="ServiceKeyException">
    /// The text does not contain exactly one key, or a member is missing, empty, a placeholder or of the wrong type.
    /// </exception>
    public static ServiceKey ReadKey(string text, string source, string? name = null)
    {
        return ReadKey(SelectSingle(ReadBindings(text, source, name)));
    }

    /// <summary>
    /// Returns the only key among the bindings of a source. Without a key it returns the first binding, and reading that explains the
    /// error.
    /// </summary>
    /// <exception cref="ServiceKeyException">The bindings contain several keys.</exception>
    public static ServiceBinding SelectSingle(IReadOnlyList<ServiceBinding> bindings)
    {
        List<ServiceBinding> keys = [.. bindings.Where(IsKey)];
        if (keys.Count > 1)
            throw CreateInvalidKeyError(
                keys[0].Source, $"It contains {keys.Count} keys, but one is required. Select one by service or instance name.");

        return keys.FirstOrDefault() ?? bindings[0];
    }

    private static List<ServiceBinding> UnwrapBindings(ServiceKeyDocument document, string source, string? name)
    {
        JsonElement root = document.Notation == ServiceKeyNotation.Yaml
            ? YamlReader.ParseDocument(document.Text, document.Line, source)
            : KeyJson.ReadDocument(document, source);
        IEnumerable<ServiceBinding> bindings = Wrappers.First(w => w.CanUnwrap(root)).Unwrap(root, source);
        return [.. bindings.Select(binding => AddNames(binding, document.Heading, name))];
    }

    private static ServiceBinding AddNames(ServiceBinding binding, CloudFoundryHeading? heading, string? name) => binding with
    {
        Name = binding.Name ?? heading?.KeyName ?? name,
        InstanceName = binding.InstanceName ?? heading?.InstanceName,
    };

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
        string only = found.Length > 0 ? $", only {found}" : string.Empty;
        throw CreateInvalidKeyError(
            binding.Source, $"The JSON is not a service key: it contains neither 'uaa' nor 'clientid'{only}. {Advice}");
    }

    /// <exception cref="ServiceKeyException">A name or a text in the JSON is not valid Unicode.</exception>
    public static T WrapUnicodeErrors<T>(string source, Func<T> read)
    {
        try
        {
            return JsonUnicode.Require(read);
        }
        catch (InvalidUnicodeException)
        {
            throw CreateInvalidKeyError(source, "The text contains escaped characters that are not valid Unicode. " + Advice);
        }
    }

    private static ServiceKeyException CreateInvalidKeyError(string source, string message)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, message);
    }
}
