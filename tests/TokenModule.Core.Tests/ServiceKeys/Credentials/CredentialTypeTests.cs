using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class CredentialTypeTests
{
    private static readonly TestCertificates Issued = TestCertificates.Issue(ellipticCurve: true);

    [PemTheory]
    [InlineData("x509")]
    [InlineData("X509_GENERATED")]
    [InlineData("x509-generated")]
    public void Certificate_is_used_beside_a_secret_when_the_type_is_x509(string type)
    {
        string json = Issued.ToKeyJson()
            .Replace("\"x509\"", $"\"{type}\"", StringComparison.Ordinal)
            .Replace("\"clientid\"", "\"clientsecret\": \"s\", \"clientid\"", StringComparison.Ordinal);

        Assert.IsType<ClientCertificate>(TestServiceKeys.Read(json).Credential);
    }

    [Theory]
    [InlineData("X509_PROVIDED", "", "-Certificate")]
    [InlineData("X509_ATTESTED", "", "-Certificate")]
    [InlineData("x509", "", "-Certificate")]
    [InlineData("x509", "\"certificate\":\"-----BEGIN CERTIFICATE-----\",", "-Certificate")]
    [InlineData("binding-secret", "", "-ClientSecret")]
    [InlineData("SECRET", "\"clientsecret\":\"\",", "-ClientSecret")]
    [InlineData("JWT_CLIENT_AUTH", "", "-WorkloadIdentity")]
    public async Task Token_request_without_a_credential_names_the_type_and_where_to_find_it(string type, string members, string advice)
    {
        ServiceKey key = TestServiceKeys.Read(FormatKey(type, members));
        using HttpTransport transport = new(TimeProvider.System);
        TokenClient client = new(transport, TimeProvider.System, _ => null);

        ServiceKeyException error = await Assert.ThrowsAsync<ServiceKeyException>(
            () => client.GetTokenAsync(TokenRequest.FromKey(key), CancellationToken.None).AsTask());

        Assert.Equal((Failure.CredentialRequired, type), (error.Failure, key.CredentialType));
        Assert.Contains($"'{type}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("none")]
    public void Public_client_signs_in_with_a_browser_and_has_no_secret(string type)
    {
        ServiceKey key = TestServiceKeys.Read(FormatKey(type, ""));

        Assert.Equal(GrantType.AuthorizationCode, key.GrantType);
        Assert.Empty(key.Credential.Secrets);
    }

    [Fact]
    public void Supplied_secret_completes_the_only_key_of_a_source()
    {
        ServiceKey key = ServiceKeyReader.ReadKey(ReadBindings(FormatKey("binding-secret", "")), CreateSecret());

        Assert.Equal("supplied", TestServiceKeys.RevealSecret(key));
    }

    [Fact]
    public void Supplied_secret_is_not_given_to_one_of_several_keys()
    {
        IReadOnlyList<ServiceBinding> bindings = ReadBindings(FormatKey("binding-secret", "") + FormatKey("binding-secret", ""));

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings, CreateSecret()));

        Assert.Equal(Failure.ServiceKeyAmbiguous, error.Failure);
    }

    [Fact]
    public void Supplied_secret_beside_the_secret_of_the_key_is_ambiguous()
    {
        IReadOnlyList<ServiceBinding> bindings = ReadBindings(FormatKey("binding-secret", "\"clientsecret\":\"canary\","));

        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ServiceKeyReader.ReadKey(bindings, CreateSecret()));

        Assert.Equal(Failure.ServiceKeyAmbiguous, error.Failure);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private static ClientSecret CreateSecret() => new(new Secret("supplied\n"));

    private static string FormatKey(string type, string members) =>
        $$"""{"clientid":"c",{{members}}"credential-type":"{{type}}","url":"https://s.authentication.example"}""";

    private static IReadOnlyList<ServiceBinding> ReadBindings(string text) => ServiceKeyReader.ReadBindings(text, "the test");
}
