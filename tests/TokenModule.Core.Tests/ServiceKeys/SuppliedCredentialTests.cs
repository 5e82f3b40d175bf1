using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

public sealed class SuppliedCredentialTests
{
    private const string WithoutSecret =
        """{ "uaa": { "clientid": "sb-x!t1", "url": "https://acme.example", "credential-type": "x509_provided" } }""";

    private const string OtherWithoutSecret =
        """{ "uaa": { "clientid": "sb-y!t1", "url": "https://acme.authentication.eu10.hana.ondemand.com" } }""";

    private const string WithSecret =
        """{ "uaa": { "clientid": "sb-z!t1", "clientsecret": "own", "url": "https://acme.authentication.eu10.hana.ondemand.com" } }""";

    [Fact]
    public void Supplied_secret_completes_the_only_key()
    {
        ImportedKey result = Assert.Single(Import(WithoutSecret));

        Assert.Equal(TestServiceKeys.Canary, TestServiceKeys.RevealSecret(result.Key!));
        Assert.Equal("client-secret", result.Key!.CredentialType);
    }

    [Fact]
    public void Key_is_returned_only_after_all_sources_were_read()
    {
        ServiceKeyImport import = CreateImport();

        Assert.Empty(import.ImportBindings(() => ServiceKeyReader.ReadBindings(WithoutSecret, "a.json")));
        Assert.Single(import.CompleteKey());
    }

    [Theory]
    [InlineData(WithoutSecret, OtherWithoutSecret)]
    [InlineData(WithoutSecret, WithSecret)]
    [InlineData(WithSecret, WithoutSecret)]
    public void Secret_for_several_sources_is_ambiguous(string first, string second)
    {
        ImportedKey result = Assert.Single(Import(first, second));

        Assert.Null(result.Key);
        Assert.Equal(Failure.ServiceKeyAmbiguous, result.Error?.Failure);
    }

    [Fact]
    public void Key_with_a_credential_does_not_accept_another_one()
    {
        Assert.Equal(Failure.ServiceKeyAmbiguous, Assert.Single(Import(WithSecret)).Error?.Failure);
    }

    [Fact]
    public void Instance_name_selects_the_key_that_the_secret_completes()
    {
        const string vcap = $$"""
            { "VCAP_SERVICES": { "xsuaa": [
              { "name": "first", "label": "xsuaa", "credentials": {{WithoutSecret}} },
              { "name": "second", "label": "xsuaa", "credentials": {{OtherWithoutSecret}} } ] } }
            """;
        ServiceKeyImport import = CreateImport(new(matchesService: null, name => name == "second"));
        import.ImportBindings(() => ServiceKeyReader.ReadBindings(vcap, "vcap"));

        Assert.Equal("sb-y!t1", Assert.Single(import.CompleteKey()).Key?.ClientId);
    }

    [Fact]
    public void Name_applies_to_the_completed_key()
    {
        ServiceKeyImport import = new() { SuppliedCredential = CreateSecret(), Name = "mine" };
        import.ImportBindings(() => ServiceKeyReader.ReadBindings(WithoutSecret, "a.json"));

        Assert.Equal("mine", Assert.Single(import.CompleteKey()).Key?.Name);
    }

    [Fact]
    public void Damaged_source_beside_the_key_is_reported_and_does_not_receive_the_secret()
    {
        ServiceKeyImport import = CreateImport();
        ImportedKey damaged = Assert.Single(import.ImportBindings(() => ServiceKeyReader.ReadBindings("{", "damaged.json")));
        import.ImportBindings(() => ServiceKeyReader.ReadBindings(WithoutSecret, "a.json"));

        Assert.Equal(Failure.ServiceKeyInvalid, damaged.Error?.Failure);
        Assert.Equal("sb-x!t1", Assert.Single(import.CompleteKey()).Key?.ClientId);
    }

    [Fact]
    public void Client_without_a_credential_is_a_public_client()
    {
        ServiceKey key = new ServiceKeyValues(new Uri("https://ias.example/oauth2/token"), "app", new PublicClient()).ToKey();

        Assert.Equal("none", key.CredentialType);
        Assert.Equal(GrantType.AuthorizationCode, key.GrantType);
    }

    private static IReadOnlyList<ImportedKey> Import(params string[] texts)
    {
        ServiceKeyImport import = CreateImport();
        foreach (string text in texts)
        {
            Assert.Empty(import.ImportBindings(() => ServiceKeyReader.ReadBindings(text, "key.json")));
        }

        return import.CompleteKey();
    }

    private static ServiceKeyImport CreateImport(ServiceKeySelection? selection = null) => new()
    {
        SuppliedCredential = CreateSecret(),
        Selection = selection ?? new(matchesService: null, matchesInstance: null),
    };

    private static ClientSecret CreateSecret() => new(new Secret(TestServiceKeys.Canary));
}
