using System.Runtime.Versioning;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class ServiceKeyImportTests : IDisposable
{
    private const string Dox = """{"clientid":"dox","clientsecret":"s","url":"https://dox.example"}""";
    private const string Ner = """{"clientid":"ner","clientsecret":"s","url":"https://ner.example"}""";
    private const string TwoServices = $$$"""
        {
          "VCAP_SERVICES": {
            "document": [ { "name": "dox-a", "label": "document", "credentials": {{{Dox}}} } ],
            "ner": [ { "name": "ner-b", "label": "ner", "credentials": {{{Ner}}} } ]
          }
        }
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Error_of_one_source_does_not_affect_the_next_source()
    {
        ServiceKeyImport import = new();

        ImportedKey failed = Assert.Single(import.ImportFile(() => directory.GetFilePath("missing.json")));
        ImportedKey imported = Assert.Single(import.ImportFile(() => WriteFile("dox.json", Dox)));

        Assert.Equal(Failure.ServiceKeyNotFound, failed.Error?.Failure);
        Assert.Equal("dox", imported.Key?.ClientId);
    }

    [Fact]
    public void Path_that_cannot_be_resolved_is_a_result()
    {
        ServiceKeyException error = new(Failure.ServiceKeyNotFound, "foo::bar", "The provider does not exist.");

        Assert.Same(error, Assert.Single(new ServiceKeyImport().ImportFile(() => throw error)).Error);
    }

    [Fact]
    public void Keys_of_a_source_are_selected_by_service()
    {
        ServiceKeyImport import = new() { Selection = new(name => name == "ner", matchesInstance: null) };

        Assert.Equal("ner", Assert.Single(Import(import, TwoServices)).Key?.ClientId);
    }

    [Fact]
    public void Keys_of_a_source_are_selected_by_instance()
    {
        ServiceKeyImport import = new() { Selection = new(matchesService: null, name => name == "dox-a") };

        Assert.Equal("dox", Assert.Single(Import(import, TwoServices)).Key?.ClientId);
    }

    [Fact]
    public void Unknown_service_is_an_error_that_lists_the_services()
    {
        ServiceKeyImport import = new() { Selection = new(name => name == "hana", matchesInstance: null) };

        ServiceKeyException? error = Assert.Single(Import(import, TwoServices)).Error;

        Assert.Equal(Failure.ServiceKeyNotFound, error?.Failure);
        Assert.Contains("document (instance dox-a), ner (instance ner-b)", error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipped_services_are_reported_with_a_warning()
    {
        const string vcap = $$"""
            { "VCAP_SERVICES": {
              "document": [ { "name": "dox-a", "label": "document", "credentials": {{Dox}} } ],
              "hana": [ { "name": "db", "label": "hana", "credentials": { "host": "db.example", "password": "p" } } ] } }
            """;

        IReadOnlyList<ImportedKey> results = Import(new ServiceKeyImport(), vcap);

        Assert.Equal("dox", results[0].Key?.ClientId);
        Assert.Equal("the test: A binding without an OAuth client was skipped: hana (instance db).", results[1].Warning);
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public void Services_that_the_user_did_not_select_cause_no_warning()
    {
        ServiceKeyImport import = new() { Selection = new(name => name == "ner", matchesInstance: null) };

        Assert.Null(Assert.Single(Import(import, TwoServices)).Warning);
    }

    [Fact]
    public void Name_cannot_be_given_to_several_keys_of_a_source()
    {
        ImportedKey result = Assert.Single(Import(new ServiceKeyImport { Name = "mine" }, TwoServices));

        Assert.Equal(Failure.ServiceKeyAmbiguous, result.Error?.Failure);
    }

    [Fact]
    public void Name_is_given_only_to_the_first_key()
    {
        ServiceKeyImport import = new() { Name = "mine" };

        Assert.Equal("mine", Assert.Single(Import(import, Dox)).Key?.Name);
        Assert.Equal(Failure.ServiceKeyAmbiguous, Assert.Single(Import(import, Ner)).Error?.Failure);
    }

    [Fact]
    public void Lines_of_the_pipeline_become_one_key()
    {
        ServiceKeyImport import = new();

        Assert.Empty(import.AddText("""{"clientid":"dox","clientsecret":"s","""));
        Assert.Equal("dox", Assert.Single(import.AddText("""  "url":"https://dox.example"}""")).Key?.ClientId);
        Assert.Empty(import.CompleteText());
    }

    [Fact]
    public void Pipeline_without_input_is_an_error()
    {
        Assert.Equal(Failure.ServiceKeyInvalid, Assert.Single(new ServiceKeyImport().CompleteText()).Error?.Failure);
    }

    [Fact]
    public void Pipeline_with_other_input_than_text_needs_no_text()
    {
        ServiceKeyImport import = new();
        _ = Import(import, Dox);

        Assert.Empty(import.CompleteText());
    }

    [Fact]
    public void Damaged_document_is_reported_once()
    {
        ServiceKeyImport import = new();

        Assert.NotNull(Assert.Single(import.AddText("""{"clientid":}""")).Error);
        Assert.Empty(import.CompleteText());
    }

    [UnixFact("Windows has no file mode.")]
    [UnsupportedOSPlatform("windows")]
    public void File_that_other_users_can_read_causes_a_warning()
    {
        string path = WriteFile("dox.json", Dox);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Single(new ServiceKeyImport().ImportFile(() => path)).Warning, StringComparison.Ordinal);
    }

    [UnixFact("Windows has no file mode.")]
    [UnsupportedOSPlatform("windows")]
    public void File_without_a_key_causes_no_warning()
    {
        string path = WriteFile("other.json", """{"a":1}""");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Null(Assert.Single(new ServiceKeyImport().ImportFile(() => path)).Warning);
    }

    private static IReadOnlyList<ImportedKey> Import(ServiceKeyImport import, string text)
    {
        return import.ImportBindings(() => ServiceKeyReader.ReadBindings(text, "the test"));
    }

    private string WriteFile(string name, string text)
    {
        string path = directory.GetFilePath(name);
        File.WriteAllText(path, text);
        return path;
    }
}
