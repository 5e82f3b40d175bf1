using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Logs;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets;

/// <summary>
/// Imports service keys from files, mounted bindings, the pipeline, environment variables or single values. The session remembers them by
/// name.
/// </summary>
[Cmdlet(VerbsData.Import, "ServiceKey", DefaultParameterSetName = PathSet)]
[Alias("Import-BtpServiceKey")]
[OutputType(typeof(ServiceKey))]
public sealed class ImportServiceKeyCommand : KeyValuesCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";
    private const string EnvironmentSet = "Environment";
    private const string VcapSet = "Vcap";

    private ServiceKeyImport import = new();
    private bool hasInput;

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

    /// <summary>Does not mask the key and its tokens in the logs of CI systems.</summary>
    [Parameter(HelpMessage = "Does not mask the key and its tokens in the logs of GitHub Actions and Azure Pipelines.")]
    public SwitchParameter NoLogMask { get; set; }

    private PipelineKeys Pipeline => field ??= new PipelineKeys(this, import);

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
                WriteKeys(Pipeline.Import(InputObject));
                break;
            case EnvironmentSet:
                WriteKeys(import.ImportBindings(() => ServiceKeyEnvironment.ReadBindings(EnvironmentVariable)));
                break;
            case VcapSet:
                WriteKeys(import.ImportBindings(ServiceKeyEnvironment.ReadVcapBindings));
                break;
            default:
                WriteKeys([import.ImportKey(() => CreateKey(import.SuppliedCredential))]);
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
