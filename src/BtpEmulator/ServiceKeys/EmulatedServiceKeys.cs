using System.Text.Encodings.Web;
using System.Text.Json;

namespace BtpEmulator;

/// <summary>Writes the service key of each system, in the shape that system gives it.</summary>
internal sealed class EmulatedServiceKeys : IDisposable
{
    // SAP's keys hold their characters as they are, and so must the secrets in these.
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    /// <summary>Writes the clients of bindings made since the start.</summary>
    public UaaMembers Uaa { get; }

    public string Write(string name)
    {
        var key = Enum.GetValues<SeedSystem>().Where(system => GetName(system) == name).Select(seeds.Build).SingleOrDefault() ?? bindings.Build(name);
        return (key ?? throw new ArgumentException($"There is no service key {name}.", nameof(name))).ToJsonString(Json) + "\n";
    }

    /// <summary>Makes the RSA keys that all service keys need, which takes longer than everything else together.</summary>
    public void Prepare() => Parallel.Invoke(() => _ = landscape.SigningKey.Pem, certificates.Prepare);

    public void Dispose() => certificates.Dispose();
}
