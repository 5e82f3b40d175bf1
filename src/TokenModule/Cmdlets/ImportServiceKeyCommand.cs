using System.Collections;
using System.Management.Automation;
using System.Security;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Logs;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets;

/// <summary>
/// Imports service keys from files, mounted bindings, the pipeline, environment variables or single values. The session remembers them by
/// name.
/// </summary>
[Cmdlet(VerbsData.Import, "ServiceKey", DefaultParameterSetName = PathSet)]
[Alias("Import-BtpServiceKey")]
[OutputType(typeof(ServiceKey))]
public sealed class ImportServiceKeyCommand : CredentialCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";
    private const string EnvironmentSet = "Environment";
    private const string VcapSet = "Vcap";
    private const string ValuesSet = "Values";

    private ServiceKeyImport import = new();
    private bool hasInput;
    private bool hasBytes;

    /// <summary>Key files, or directories with mounted bindings.</summary>
    [Parameter(
        ParameterSetName = PathSet, Mandatory = true, Position = 0,
        HelpMessage = "Files or directories with service keys. Wildcards are allowed.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(
        ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Files or directories, without wildcards.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Text or lines of text, a SecureString, a hashtable or object with the members of a key, or a file.</summary>
    [Parameter(
        ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true,
        HelpMessage = "The object that contains a key: text, the output of a command, a SecureString, a file or a hashtable.")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; } = string.Empty;

    [Parameter(
        ParameterSetName = EnvironmentSet, Mandatory = true,
        HelpMessage = "The name of an environment variable that contains a key.")]
    [ValidateNotNullOrEmpty]
    public string EnvironmentVariable { get; set; } = string.Empty;

    /// <summary>
    /// Imports the services that Cloud Foundry binds to an application, from VCAP_SERVICES or the file in VCAP_SERVICES_FILE_PATH.
    /// </summary>
    [Parameter(
        ParameterSetName = VcapSet, Mandatory = true,
        HelpMessage = "Reads the services that Cloud Foundry binds to an application.")]
    public SwitchParameter Vcap { get; set; }

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true, HelpMessage = "The address of the token endpoint.")]
    public Uri? TokenUrl { get; set; }

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true, HelpMessage = "The client id, as in the key or in the provider's email.")]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The page where users sign in with a browser. The default is <c>authorize</c> next to the token endpoint.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The page where users sign in with the browser, for Get-OAuthToken -GrantType AuthorizationCode.")]
    public Uri? AuthorizeUrl { get; set; }

    [Parameter(ParameterSetName = ValuesSet, HelpMessage = "The format of the token request: Form (the OAuth standard) or Json (CIAM).")]
    [OneName]
    public TokenRequestFormat TokenRequestFormat { get; set; }

    /// <summary>The value of <c>grant_type</c>, for servers that use a name of their own.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The value of grant_type for client credentials, for servers with their own spelling.")]
    [ValidateNotNullOrEmpty]
    public string? GrantTypeName { get; set; }

    /// <summary>The names and addresses of the APIs to which the token may be sent.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The names and addresses of the APIs to which the token may be sent, as a hashtable.")]
    public Hashtable Endpoint { get; set; } = [];

    /// <summary>Selects the keys of these services, such as <c>xsuaa</c>, from a source that contains several.</summary>
    [Parameter(HelpMessage = "The services to import from a source with several services, such as xsuaa or document-*.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ServiceName { get; set; } = [];

    /// <summary>Selects the keys of these service instances from a source that contains several.</summary>
    [Parameter(HelpMessage = "The service instances to import from a source with several services.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] InstanceName { get; set; } = [];

    /// <summary>The name of the key in this session. Other cmdlets accept it for -ServiceKey.</summary>
    [Parameter(HelpMessage = "The name of the key in this session, for -ServiceKey.")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Does not mask the key and its tokens in the logs of CI systems.</summary>
    [Parameter(HelpMessage = "Does not mask the key and its tokens in the logs of GitHub Actions and Azure Pipelines.")]
    public SwitchParameter NoLogMask { get; set; }

    protected override void BeginProcessing()
    {
        FirstCall.Prepare();
        LogMask.Attach(Host);
        import = new ServiceKeyImport
        {
            Name = Name,
            SuppliedCredential = CreateCredential(),
            Selection = new(Wildcards.CreateFilterOrDefault(ServiceName), Wildcards.CreateFilterOrDefault(InstanceName)),
        };
    }

    protected override void ProcessRecord()
    {
        hasInput = true;
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (string path in Path)
                {
                    ImportFiles(path);
                }

                break;
            case LiteralPathSet:
                foreach (string path in LiteralPath)
                {
                    WriteKeys(import.ImportFile(() => KeyPath.ResolveLiteral(this, path)));
                }

                break;
            case InputObjectSet:
                WriteKeys(ImportInput());
                break;
            case EnvironmentSet:
                WriteKeys(import.ImportBindings(() => ServiceKeyEnvironment.ReadBindings(EnvironmentVariable)));
                break;
            case VcapSet:
                WriteKeys(import.ImportBindings(ServiceKeyEnvironment.ReadVcapBindings));
                break;
            default:
                WriteKeys([import.ImportKey(CreateKeyFromValues)]);
                break;
        }
    }

    protected override void EndProcessing()
    {
        // The pipeline without any object does not select the parameter set of piped input.
        if (ParameterSetName == InputObjectSet || (MyInvocation.ExpectingInput && !hasInput))
            WriteKeys(import.CompleteText());
        WriteKeys(import.CompleteKey());
    }

    private void ImportFiles(string path) => Guard(KeyPath.GetDisplayPathOrDefault(path), () =>
    {
        foreach (string file in KeyPath.ResolveWildcards(this, path))
        {
            WriteKeys(import.ImportFile(() => file));
        }
    });

    private IReadOnlyList<ImportedKey> ImportInput() => InputObject?.BaseObject switch
    {
        null => import.AddText(string.Empty),
        string line => import.AddText(line),
        // The error stream of a command, merged into its output with 2>&1.
        ErrorRecord message => import.AddText(message.ToString()),
        FileSystemInfo file => import.ImportFile(() => file.FullName),
        byte => ReportBytesOnce(),
        byte[] content => import.ImportBindings(() => ServiceKeyFile.ReadBindings(content, ServiceKeyImport.Pipeline)),
        SecureString secure => import.ImportBindings(() => ServiceKeyReader.ReadBindings(new Secret(secure).Reveal(), "the SecureString")),
        // Select-Object and similar cmdlets copy the path of a file into an object.
        _ when (InputObject.Properties["PSPath"] ?? InputObject.Properties["FullName"])?.Value is string path =>
            import.ImportFile(() => KeyPath.ResolveLiteral(this, path)),
        _ => import.ImportBindings(
            () => ServiceKeyReader.ReadBindings(KeyObject.ToJson(InputObject, ServiceKeyImport.Pipeline), ServiceKeyImport.Pipeline)),
    };

    private IReadOnlyList<ImportedKey> ReportBytesOnce()
    {
        bool isReported = hasBytes;
        hasBytes = true;
        return isReported ? [] : import.ImportBindings(() => throw KeyObject.CreateByteError(ServiceKeyImport.Pipeline));
    }

    private ServiceKey CreateKeyFromValues()
    {
        ServiceKeyValues values = new(TokenUrl!, ClientId, import.SuppliedCredential ?? new PublicClient())
        {
            Name = Name,
            AuthorizeUrl = AuthorizeUrl,
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Endpoints = KeyValues.ParseEndpoints(Endpoint),
        };
        return values.ToKey();
    }

    private void WriteKeys(IEnumerable<ImportedKey> results)
    {
        foreach (ImportedKey result in results)
        {
            if (result.Error is { } error)
                WriteError(ErrorRecords.FromException(error, error.KeySource));
            if (result.Key is { } key)
                WriteKey(key);
            if (result.Warning is { } warning)
                WarnOnce(warning);
        }
    }

    private void WriteKey(ServiceKey key)
    {
        if (NoLogMask)
            LogMask.Exempt(key);
        else
            LogMask.Hide(key);
        WarnAboutCertificate(key);
        ModuleSession.Keys.Add(key, takesName: Name is not null);
        WriteObject(key);
    }
}
