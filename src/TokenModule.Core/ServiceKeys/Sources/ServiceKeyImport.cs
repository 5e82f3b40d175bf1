using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Text;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>
/// One import from files, text and other sources. An error affects only the key or source in which it occurs. It is returned and not
/// thrown, so that the other keys are imported.
/// </summary>
internal sealed class ServiceKeyImport
{
    /// <summary>The source of piped input, for messages.</summary>
    public const string Pipeline = "the pipeline";

    private readonly ServiceKeyLines lines = new();
    private readonly List<ServiceBinding> incomplete = [];
    private bool hasOtherInput;
    private int imported;
    private int foundInText;

    public ServiceKeySelection Selection { get; init; } = new(matchesService: null, matchesInstance: null);

    /// <summary>The name that the user chose for the key, or null. With a name, only one key can be imported.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// A credential that the sources do not contain, or null. It completes exactly one key, because a secret must not be sent to the server
    /// of another key. Therefore the key is imported when all sources have been read.
    /// </summary>
    public ClientCredential? SuppliedCredential { get; init; }

    /// <summary>Imports the keys of a source.</summary>
    /// <param name="readBindings">Reads the source. A <see cref="ServiceKeyException"/> becomes a result.</param>
    public IReadOnlyList<ImportedKey> ImportBindings(Func<IReadOnlyList<ServiceBinding>> readBindings)
    {
        hasOtherInput = true;
        return ImportSource(readBindings);
    }

    /// <summary>Imports the keys of a file or directory.</summary>
    /// <param name="getPath">Resolves the path. A <see cref="ServiceKeyException"/> becomes a result.</param>
    public IReadOnlyList<ImportedKey> ImportFile(Func<string> getPath)
    {
        string path = string.Empty;
        IReadOnlyList<ImportedKey> results = ImportBindings(() => ServiceKeyFile.ReadBindings(path = getPath()));
        // A directory is mounted by a platform, which controls the access to it. A file without a key contains no secret.
        bool isKeyFile = results.Any(result => result.Key is not null) && File.Exists(path);
        string? warning = isKeyFile ? KeyFileExposure.GetWarningOrDefault(path) : null;
        return warning is null ? results : [results[0] with { Warning = warning }, .. results.Skip(1)];
    }

    /// <summary>Imports a key that was created from single values.</summary>
    /// <param name="createKey">Creates the key. A <see cref="ServiceKeyException"/> becomes a result.</param>
    public ImportedKey ImportKey(Func<ServiceKey> createKey)
    {
        try
        {
            ServiceKey key = createKey();
            if (Name is not null && imported > 0)
            {
                throw new ServiceKeyException(
                    Failure.ServiceKeyAmbiguous,
                    key.Source,
                    "The source contains a further key, but -Name is the name of one key. Import each key with its own name.");
            }

            imported++;
            return new ImportedKey(key, Error: null);
        }
        catch (ServiceKeyException e)
        {
            return new ImportedKey(Key: null, e);
        }
    }

    /// <summary>Adds piped text, which can be single lines or a whole text.</summary>
    /// <returns>The keys that this text completes.</returns>
    public IReadOnlyList<ImportedKey> AddText(string text) => [.. lines.AddLines(text).SelectMany(ImportDocument)];

    /// <summary>Completes the piped text.</summary>
    /// <returns>The remaining keys. An error when the pipeline contained no key and no other input.</returns>
    public IReadOnlyList<ImportedKey> CompleteText()
    {
        if (hasOtherInput && lines.IsEmpty)
            return [];

        List<ImportedKey> results = [.. lines.Complete().SelectMany(ImportDocument)];
        if (foundInText == 0)
            results.Add(new ImportedKey(Key: null, ServiceKeyReader.CreateNoKeyError(Pipeline)));
        return results;
    }

    /// <summary>Completes the only key of all sources with the supplied credential.</summary>
    public IReadOnlyList<ImportedKey> CompleteKey()
    {
        return SuppliedCredential is null || incomplete.Count == 0
            ? []
            : [ImportKey(() => ServiceKeyReader.ReadKey([.. incomplete.Select(AddName)], SuppliedCredential))];
    }

    private IReadOnlyList<ImportedKey> ImportDocument(ServiceKeyDocument document)
    {
        // A damaged document counts as found, because its own error is reported.
        int found = 1;
        IReadOnlyList<ImportedKey> results = ImportSource(() =>
        {
            IReadOnlyList<ServiceBinding> bindings = ServiceKeyReader.ReadBindings(document, Pipeline);
            found = bindings.Count;
            return bindings;
        });
        foundInText += found;
        return results;
    }

    private List<ImportedKey> ImportSource(Func<IReadOnlyList<ServiceBinding>> readBindings)
    {
        try
        {
            IReadOnlyList<ServiceBinding> bindings = readBindings();
            IReadOnlyList<ServiceBinding> selected = SelectBindings(bindings);
            List<ImportedKey> results = [];
            if (SuppliedCredential is null)
                results.AddRange(selected.Select(ImportBinding));
            else
                incomplete.AddRange(selected);
            if (Selection.DescribeSkippedOrDefault(bindings) is { } warning)
                results.Add(new ImportedKey(Key: null, Error: null) { Warning = warning });
            return results;
        }
        catch (ServiceKeyException e)
        {
            return [new ImportedKey(Key: null, e)];
        }
    }

    private IReadOnlyList<ServiceBinding> SelectBindings(IReadOnlyList<ServiceBinding> bindings)
    {
        IReadOnlyList<ServiceBinding> selected = Selection.SelectBindings(bindings);
        if (Name is null || selected.Count <= 1)
            return selected;

        throw new ServiceKeyException(
            Failure.ServiceKeyAmbiguous,
            selected[0].Source,
            $"The source contains {selected.Count} keys, but -Name is the name of one key. "
                + $"Select a key with -ServiceName or -InstanceName: {ServiceKeySelection.FormatNames(selected)}.");
    }

    private ImportedKey ImportBinding(ServiceBinding binding) => ImportKey(() => ServiceKeyReader.ReadKey(AddName(binding)));

    private ServiceBinding AddName(ServiceBinding binding) => Name is null ? binding : binding with { Name = Name };
}
