using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Logs;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;
using TokenModule.ServiceKeys.Text;

namespace TokenModule.Cmdlets;

/// <summary>Makes typed service keys of files, mounted bindings, text or objects in the pipeline, environment variables, or single values. The session remembers them by name.</summary>
[Cmdlet(VerbsData.Import, "ServiceKey", DefaultParameterSetName = PathSet)]
[Alias("Import-BtpServiceKey")]
[OutputType(typeof(ServiceKey))]
public sealed class ImportServiceKeyCommand : AsyncCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";
    private const string EnvironmentSet = "Environment";
    private const string VcapSet = "Vcap";
    private const string SecretSet = "Values";
    private const string CertificateSet = "Certificate";
    private const string Pipeline = "the pipeline";

    private readonly ServiceKeyLines lines = new();
    private bool hasRead;
    private int delivered;
    private int found;

    /// <summary>A file, or a directory: a mounted binding, or the root of several.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Text or its lines, a SecureString, a hashtable or object with a key's members, or a file.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public PSObject InputObject { get; set; } = string.Empty;

    [Parameter(ParameterSetName = EnvironmentSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string EnvironmentVariable { get; set; } = string.Empty;

    /// <summary>The services that Cloud Foundry binds to an application: VCAP_SERVICES, or the file VCAP_SERVICES_FILE_PATH names.</summary>
    [Parameter(ParameterSetName = VcapSet, Mandatory = true)]
    public SwitchParameter Vcap { get; set; }

    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    public Uri? TokenUrl { get; set; }

    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? ClientSecret { get; set; }

    /// <summary>The client's, with its private key, and after it those that lead to the root, where the server does not know them. They have to stay undisposed as long as the key is used.</summary>
    [Parameter(ParameterSetName = CertificateSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[] Certificate { get; set; } = [];

    /// <summary>The page where users sign in with the browser. The default is authorize beside the token endpoint.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    public Uri? AuthorizeUrl { get; set; }

    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    [OneName]
    public TokenRequestFormat TokenRequestFormat { get; set; }

    /// <summary>The grant_type to send, for servers that spell it their own way.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    [ValidateNotNullOrEmpty]
    public string? GrantTypeName { get; set; }

    /// <summary>Names and addresses of APIs the token may be sent to.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CertificateSet)]
    public Hashtable Endpoint { get; set; } = [];

    /// <summary>The services wanted of a source that holds several, such as <c>xsuaa</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ServiceName { get; set; } = [];

    /// <summary>The service instances wanted of a source that holds several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] InstanceName { get; set; } = [];

    /// <summary>The name of the key in this session, for -ServiceKey.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Leaves the key and its tokens visible in the logs of CI systems.</summary>
    [Parameter]
    public SwitchParameter NoLogMask { get; set; }

    protected override void BeginProcessing() => LogMask.Attach(Host);

    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (string path in Path)
                {
                    Guard(KeyPath.GetDisplayPathOrDefault(path), () => ImportFiles(KeyPath.Resolve(this, path)));
                }

                break;
            case LiteralPathSet:
                foreach (string path in LiteralPath)
                {
                    Guard(KeyPath.GetDisplayPathOrDefault(path), () => ImportFile(KeyPath.ResolveLiteral(this, path)));
                }

                break;
            case InputObjectSet:
                Guard(null, ImportInput);
                break;
            case EnvironmentSet:
                Guard(null, () => ImportBindings(ServiceKeyEnvironment.ReadBindings(EnvironmentVariable)));
                break;
            case VcapSet:
                Guard(null, () => ImportBindings(ServiceKeyEnvironment.ReadVcapBindings()));
                break;
            default:
                Guard(ClientId, () => ImportKey(CreateKeyFromValues()));
                break;
        }
    }

    protected override void EndProcessing()
    {
        if (ParameterSetName != InputObjectSet || (hasRead && lines.IsEmpty))
            return;

        ImportDocuments(lines.Complete());
        if (found == 0)
            WriteError(ErrorRecords.FromException(ServiceKeyReader.CreateNoKeyError(Pipeline), null));
    }

    private void ImportFiles(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            Guard(file, () => ImportFile(file));
        }
    }

    private void ImportFile(string path)
    {
        int before = delivered;
        ImportBindings(ServiceKeyFile.ReadBindings(path));
        // A directory is mounted by a platform, which decides who reads it; a file without a key holds no secret.
        if (delivered == before || !File.Exists(path))
            return;

        if (KeyFileExposure.GetWarningOrDefault(path) is { } warning)
            WarnOnce(warning);
    }

    private void ImportInput()
    {
        object input = InputObject.BaseObject;
        hasRead |= input is not string;
        switch (input)
        {
            case string line:
                ImportDocuments(lines.AddLines(line));
                break;
            case FileSystemInfo file:
                ImportFile(file.FullName);
                break;
            case byte[] content:
                ImportBindings(ServiceKeyFile.ReadBindings(content, Pipeline));
                break;
            case SecureString secure:
                ImportBindings(ServiceKeyReader.ReadBindings(new Secret(secure).Reveal(), "the SecureString"));
                break;
            case var _ when (InputObject.Properties["PSPath"] ?? InputObject.Properties["FullName"])?.Value is string path:
                // What Select-Object and the like make of a file.
                ImportFile(KeyPath.ResolveLiteral(this, path));
                break;
            default:
                ImportBindings(ServiceKeyReader.ReadBindings(KeyObject.ToJson(InputObject, Pipeline), Pipeline));
                break;
        }
    }

    private void ImportDocuments(IReadOnlyList<ServiceKeyDocument> documents)
    {
        foreach (ServiceKeyDocument document in documents)
        {
            // One that is damaged is reported, and counts as found.
            found++;
            Guard(null, () =>
            {
                IReadOnlyList<ServiceBinding> bindings = ServiceKeyReader.ReadBindings(document, Pipeline);
                found += bindings.Count - 1;
                ImportBindings(bindings);
            });
        }
    }

    private void ImportBindings(IReadOnlyList<ServiceBinding> bindings)
    {
        List<ServiceBinding> wanted = new ServiceKeySelection(ServiceName, InstanceName).SelectBindings(bindings);
        if (Name is not null && wanted.Count > 1)
            throw new ServiceKeyException(Failure.ServiceKeyAmbiguous, wanted[0].Source, $"it holds {wanted.Count} keys, and -Name is for one. Pick it with -ServiceName or -InstanceName: {ServiceKeySelection.FormatNames(wanted)}.");

        foreach (ServiceBinding binding in wanted)
        {
            Guard(binding.Source, () => ImportKey(ServiceKeyReader.ReadKey(Name is null ? binding : binding with { Name = Name })));
        }
    }

    private void ImportKey(ServiceKey key)
    {
        if (Name is not null && delivered > 0)
            throw new ServiceKeyException(Failure.ServiceKeyAmbiguous, key.Source, "it holds another key, and -Name is for one. Import each with a name of its own.");

        delivered++;
        if (NoLogMask)
            LogMask.Exempt(key);
        else
            LogMask.Hide(key);
        WarnAboutCertificate(key);
        ModuleSession.Keys.Add(key, takesName: Name is not null);
        WriteObject(key);
    }

    private ServiceKey CreateKeyFromValues()
    {
        ServiceKeyValues values = new(TokenUrl!, ClientId, KeyValues.CreateCredential(ClientSecret, Certificate))
        {
            Name = Name,
            AuthorizeUrl = AuthorizeUrl,
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Endpoints = KeyValues.ParseEndpoints(Endpoint),
        };
        return values.ToKey();
    }
}
