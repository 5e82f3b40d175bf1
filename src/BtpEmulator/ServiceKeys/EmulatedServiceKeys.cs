using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Ias;

namespace BtpEmulator.ServiceKeys;

/// <summary>Writes the service key of each system in that system's own shape.</summary>
internal sealed class EmulatedServiceKeys : IDisposable
{
    // SAP's service keys contain special characters without JSON escapes. The secrets here must, too.
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Landscape landscape;
    private readonly BindingCertificates certificates;
    private readonly SeedServiceKeys seeds;
    private readonly BindingServiceKeys bindings;

    public EmulatedServiceKeys(Landscape landscape)
    {
        this.landscape = landscape;
        certificates = new BindingCertificates(landscape);
        Uaa = new UaaMembers(landscape, certificates);
        seeds = new SeedServiceKeys(landscape, Uaa);
        bindings = new BindingServiceKeys(landscape, Uaa);
    }

    public static IReadOnlyList<string> SeedNames { get; } = [.. Enum.GetValues<SeedSystem>().Select(GetName)];

    public static IReadOnlyList<string> BindingNames => BindingServiceKeys.Names;

    public static IReadOnlyList<string> AssertionNames => BindingServiceKeys.AssertionNames;

    public static string GetName(SeedSystem system) => system switch
    {
        SeedSystem.BusinessEntityRecognition => "ber",
        SeedSystem.DocumentInformationExtraction => "dox",
        SeedSystem.PersonalizedRecommendation => "pr",
        SeedSystem.CloudManagementCentral => "cis-central",
        SeedSystem.CloudManagementLocal => "cis-local",
        SeedSystem.SaasRegistry => "saas-registry",
        SeedSystem.Ciam => "ciam",
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, null),
    };

    /// <summary>Writes the UAA members of bindings that are created at run time.</summary>
    public UaaMembers Uaa { get; }

    /// <summary>The private keys of the client that signs its own assertions.</summary>
    public ClientKeyPairs ClientKeys => landscape.ClientKeyPairs;

    public string Write(string name)
    {
        JsonObject? key = Enum.GetValues<SeedSystem>().Where(system => GetName(system) == name).Select(seeds.Build).SingleOrDefault()
            ?? bindings.Build(name);
        return (key ?? throw new ArgumentException($"No service key is named '{name}'.", nameof(name))).ToJsonString(Json) + "\n";
    }

    /// <summary>Generates the RSA keys that all service keys need, in parallel because that takes most of the start time.</summary>
    public void Prepare() => Parallel.Invoke(() => _ = landscape.SigningKey.Pem, certificates.Prepare);

    public void Dispose() => certificates.Dispose();
}
