using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Shapes;
using TokenModule.ServiceKeys.Sources;
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

    private const string CredHubError =
        "The binding contains only a reference to CredHub, where its credentials are stored. "
            + "Read them inside the application, or create a service key: cf create-service-key INSTANCE KEY.";

    private const string SeveralKeysError =
        "The source contains several keys, and a supplied credential completes exactly one. Select it with -InstanceName.";

    private static readonly IServiceKeyShape[] Shapes =
    [
        new UaaBlockKey(), new CiamKey(), new ClientArrayKey(), new IdentityKey(), new FlatKey(),
    ];

    // The order matters: the first that fits is used, and BareCredentials fits every object.
    private static readonly IServiceKeyWrapper[] Wrappers =
    [
        new KubernetesManifest(), new VcapVariables(), new CloudControllerEntity(), new TerraformState(), new TerraformOutputs(),
        new ServiceManagerBindings(), new CredentialsMember(), new VcapServices(), new EncodedMembers(), new BareCredentials(),
    ];

    /// <param name="text">
    /// JSON or a Kubernetes manifest, or either of them in base64. The output of a command line tool can surround the JSON.
    /// </param>
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

    /// <summary>Whether a shape fits. VCAP_SERVICES also contains the credentials of databases and other services, which are not keys.
    /// A damaged binding counts as a key, so that its error is reported when it is read.</summary>
    public static bool IsKey(ServiceBinding binding)
    {
        return binding.Fault is not null || WrapUnicodeErrors(binding.Source, () => FindShapeOrDefault(binding) is not null);
    }

    /// <exception cref="ServiceKeyException">
    /// The binding is not a key, or a member is missing, empty, a placeholder or of the wrong type.
    /// </exception>
    public static ServiceKey ReadKey(ServiceBinding binding)
    {
        return binding.Fault is null ? WrapUnicodeErrors(binding.Source, () => ReadKeyByShape(binding)) : throw binding.Fault;
    }

    /// <summary>Reads the only key of a source and completes it with a credential that the source does not contain.</summary>
    /// <exception cref="ServiceKeyException">
    /// The source contains several keys or the key already has a credential: a secret must never be sent to the server of another key.
    /// </exception>
    public static ServiceKey ReadKey(IReadOnlyList<ServiceBinding> bindings, ClientCredential supplied)
    {
        if (bindings.Count(IsKey) > 1)
            throw new ServiceKeyException(Failure.ServiceKeyAmbiguous, bindings[0].Source, SeveralKeysError);

        ClientCredential credential = supplied is ClientSecret secret ? ServiceKeyValues.CleanSecret(secret) : supplied;
        return ReadKey(SelectSingle(bindings) with { SuppliedCredential = credential });
    }

    /// <summary>Reads a text with one key.</summary>
    /// <exception cref="ServiceKeyException">
    /// The text does not contain exactly one key, or a member is missing, empty, a placeholder or of the wrong type.
    /// </exception>
    public static ServiceKey ReadKey(string text, string source, string? name = null)
    {
        return ReadKey(SelectSingle(ReadBindings(text, source, name)));
    }

    /// <summary>
    /// Returns the only key among the bindings of a source. Without a key it returns the first binding. Then
    /// <see cref="ReadKey(ServiceBinding)"/> throws an exception that describes why the binding is not a key.
    /// </summary>
    /// <exception cref="ServiceKeyException">The bindings contain several keys.</exception>
    public static ServiceBinding SelectSingle(IReadOnlyList<ServiceBinding> bindings)
    {
        List<ServiceBinding> keys = [.. bindings.Where(binding => binding.Fault is null && IsKey(binding))];
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
        IEnumerable<ServiceBinding> bindings = UnwrapObject(root, source);
        return [.. bindings.Select(ResolveCredentials).Select(binding => AddNames(binding, document.Heading, name))];
    }

    /// <summary>Returns the bindings in an object that is part of another document, such as a Terraform output.</summary>
    public static IEnumerable<ServiceBinding> UnwrapObject(JsonElement root, string source)
    {
        return Wrappers.First(w => w.CanUnwrap(root)).Unwrap(root, source);
    }

    // A user-provided service that was created from the output of cf has its credentials in a nested member 'credentials'.
    private static ServiceBinding ResolveCredentials(ServiceBinding binding)
    {
        const int MaximumLevels = 3;
        for (int level = 0; level < MaximumLevels && binding.Credentials.GetObjectOrDefault("credentials") is { } nested; level++)
        {
            binding = binding with { Credentials = nested };
        }

        return binding.Credentials.GetMemberOrDefault("credhub-ref") is null
            ? binding
            : binding with { Fault = CreateInvalidKeyError(binding.Source, CredHubError) };
    }

    private static ServiceBinding AddNames(ServiceBinding binding, CloudFoundryHeading? heading, string? name) => binding with
    {
        Name = binding.Name ?? heading?.KeyName ?? name,
        InstanceName = binding.InstanceName ?? heading?.InstanceName,
    };

    private static IServiceKeyShape? FindShapeOrDefault(ServiceBinding binding)
    {
        KeyMembers members = new(binding);
        return Shapes.FirstOrDefault(s => s.CanRead(members));
    }

    private static ServiceKey ReadKeyByShape(ServiceBinding binding)
    {
        KeyMembers members = new(binding);
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
