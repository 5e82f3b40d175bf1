using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using TokenModule.ServiceKeys;

namespace TokenModule.Cmdlets;

/// <summary>Makes typed service keys of files, of text in the pipeline, or of single values.</summary>
[Cmdlet(VerbsData.Import, "ServiceKey", DefaultParameterSetName = PathSet)]
[Alias("Import-BtpServiceKey")]
[OutputType(typeof(ServiceKey))]
public sealed class ImportServiceKeyCommand : AsyncCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";
    private const string ValuesSet = "Values";

    private readonly ServiceKeyLines lines = new();

    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public PSObject InputObject { get; set; } = string.Empty;

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true)]
    public Uri? TokenUrl { get; set; }

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true)]
    public SecureString? ClientSecret { get; set; }

    [Parameter(ParameterSetName = ValuesSet)]
    public TokenRequestFormat TokenRequestFormat { get; set; }

    [Parameter(ParameterSetName = ValuesSet)]
    [ValidateNotNullOrEmpty]
    public string? GrantTypeName { get; set; }

    /// <summary>Names and addresses of APIs the token may be sent to.</summary>
    [Parameter(ParameterSetName = ValuesSet)]
    public Hashtable Endpoint { get; set; } = [];

    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (string path in Path)
                {
                    Guard(path, () => ReadFiles(path));
                }

                break;
            case LiteralPathSet:
                foreach (string path in LiteralPath)
                {
                    Guard(path, () => WriteObject(ServiceKeyFile.Read(GetUnresolvedProviderPathFromPSPath(path))));
                }

                break;
            case InputObjectSet:
                Guard(null, ReadInput);
                break;
            default:
                Guard(ClientId, () => WriteObject(FromValues()));
                break;
        }
    }

    protected override void EndProcessing()
    {
        if (lines.HasMore)
            Guard(null, () => WriteObject(ServiceKeyReader.Read(lines.Take(), "the pipeline")));
    }

    private void ReadFiles(string path)
    {
        Collection<string> files = Resolve(path);
        if (files.Count == 0)
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, path, "no file matches. Check the path; Get-ChildItem shows what is there.");

        foreach (string file in files)
        {
            Guard(file, () => WriteObject(ServiceKeyFile.Read(file)));
        }
    }

    private Collection<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (System.Management.Automation.DriveNotFoundException)
        {
            return [];
        }
    }

    private void ReadInput()
    {
        switch (InputObject.BaseObject)
        {
            case FileSystemInfo file:
                WriteObject(ServiceKeyFile.Read(file.FullName));
                break;
            case string line:
                if (lines.Add(line))
                    WriteObject(ServiceKeyReader.Read(lines.Take(), "the pipeline"));
                break;
            case var _ when (InputObject.Properties["PSPath"] ?? InputObject.Properties["FullName"])?.Value is string path:
                // What Select-Object and the like make of a file.
                WriteObject(ServiceKeyFile.Read(GetUnresolvedProviderPathFromPSPath(path)));
                break;
            default:
                throw new ServiceKeyException(Failure.ServiceKeyInvalid, "the pipeline", $"an object of type {InputObject.BaseObject.GetType().Name} is no service key. Pipe JSON text, or a file.");
        }
    }

    private ServiceKey FromValues()
    {
        ServiceKeyValues values = new(TokenUrl!, ClientId, new Secret(ClientSecret!))
        {
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Endpoints = Endpoint.Cast<DictionaryEntry>().ToDictionary(e => LanguagePrimitives.ConvertTo<string>(e.Key), e => LanguagePrimitives.ConvertTo<Uri>(e.Value)),
        };
        return values.ToKey();
    }
}
