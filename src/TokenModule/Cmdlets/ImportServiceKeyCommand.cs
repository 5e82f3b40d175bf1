using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

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
    private bool hasRead;

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
                    Guard(Shown(path), () => ReadFiles(path));
                }

                break;
            case LiteralPathSet:
                foreach (string path in LiteralPath)
                {
                    Guard(Shown(path), () => WriteObject(ServiceKeyFile.Read(Literal(RequirePath(path)))));
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
        if (lines.HasMore || (ParameterSetName == InputObjectSet && !hasRead))
            Guard(null, () => WriteObject(ServiceKeyReader.Read(lines.Take(), "the pipeline")));
    }

    private void ReadFiles(string path)
    {
        Collection<string> files = Resolve(path);
        if (files.Count == 0)
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, RequirePath(path), "no file matches. Check the path; Get-ChildItem shows what is there.");

        foreach (string file in files)
        {
            Guard(file, () => WriteObject(ServiceKeyFile.Read(file)));
        }
    }

    // The text of a key where a path belongs must not come back in an error.
    private static string? Shown(string path) => LooksLikeKey(path) ? null : path;

    private static string RequirePath(string path)
    {
        return !LooksLikeKey(path) ? path : throw new ServiceKeyException(Failure.ServiceKeyInvalid, "-Path", "this is the text of a key, not the path of a file. Pipe it: Get-Content key.json | Import-ServiceKey.");
    }

    // Braces alone tell nothing: a directory can be named by a GUID in braces.
    private static bool LooksLikeKey(string path) => path.IndexOfAny(['"', '\r', '\n']) >= 0;

    private string Literal(string path)
    {
        try
        {
            return GetUnresolvedProviderPathFromPSPath(path);
        }
        catch (System.Management.Automation.DriveNotFoundException e)
        {
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, path, "there is no such drive. Check the path; Get-PSDrive lists the drives.", e);
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
        hasRead |= InputObject.BaseObject is not string || !string.IsNullOrWhiteSpace((string)InputObject.BaseObject);
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
                WriteObject(ServiceKeyFile.Read(Literal(path)));
                break;
            default:
                throw new ServiceKeyException(Failure.ServiceKeyInvalid, "the pipeline", $"an object of type {InputObject.BaseObject.GetType().Name} is no service key. Pipe JSON text, without ConvertFrom-Json, or a file.");
        }
    }

    // What is no address becomes one that the key refuses with its name.
    private static Uri ToUri(object? value) => System.Uri.TryCreate(LanguagePrimitives.ConvertTo<string>(value), UriKind.RelativeOrAbsolute, out Uri? address) ? address : new Uri(string.Empty, UriKind.Relative);

    private ServiceKey FromValues()
    {
        ServiceKeyValues values = new(TokenUrl!, ClientId, new ClientSecret(new Secret(ClientSecret!)))
        {
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Endpoints = Endpoint.Cast<DictionaryEntry>().ToDictionary(e => LanguagePrimitives.ConvertTo<string>(e.Key), e => ToUri(e.Value)),
        };
        return values.ToKey();
    }
}
