using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests a server that publishes no keys, or only unusable keys.</summary>
public sealed class PublishedKeysFaultTests(SharedEmulator shared) : PublishedKeysTestBase(shared)
{
    [Theory]
    [InlineData(500, Failure.ServerError)]
    [InlineData(404, Failure.KeyUnknown)]
    [InlineData(401, Failure.KeyUnknown)]
    public async Task Failed_fetch_is_not_cached(int status, Failure expected)
    {
        Btp.Faults.Add(new Fault { Path = "/jwks", Status = status, Times = status == 500 ? 4 : 1 });
        Assert.Equal(expected, await AssertRejectedAsync(ValidToken));
        Publish(SigningKeys.FormatKeySet(ValidKey));

        Assert.True((await VerifyAsync(ValidToken)).SignatureVerified);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"keys":[{"kid":"a","kid":"b"}]}""")]
    [InlineData("""{"keys":[]} x""")]
    public async Task Invalid_key_set_is_rejected_and_not_cached(string body)
    {
        Publish(body);
        Assert.Equal(Failure.KeyUnknown, await AssertRejectedAsync(ValidToken));
        Publish(SigningKeys.FormatKeySet(ValidKey));

        Assert.True((await VerifyAsync(ValidToken)).SignatureVerified);
    }

    [Fact]
    public async Task Invalid_UTF_8_key_set_is_rejected()
    {
        Btp.Faults.Add(new Fault { Path = "/jwks", BodyBytes = (byte[])[.. "{\"keys\":[{\"kty\":\""u8, 0xFF, .. "\"}]}"u8] });

        Assert.Equal(Failure.KeyUnknown, await AssertRejectedAsync(ValidToken));
    }

    [Fact]
    public async Task Response_size_is_limited()
    {
        Publish($$"""{"keys":[],"x":"{{new string('x', 1024 * 1024)}}"}""");

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => VerifyAsync(ValidToken));
        Assert.Contains("1 MiB", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Fetches);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Redirect_is_not_followed(int status)
    {
        Btp.Faults.Add(
            new Fault { Path = "/jwks", Status = status, Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere" } });

        Assert.Equal(Failure.RedirectRefused, await AssertRejectedAsync(ValidToken));
        Assert.Equal(["/jwks"], Btp.Requests.All.Select(r => r.Path));
    }

    [Fact]
    public async Task Keys_are_not_requested_over_http_from_another_machine()
    {
        Assert.Equal(Failure.HostNotAllowed,
            (await Assert.ThrowsAnyAsync<BtpException>(() => VerifyAsync(ValidToken, new Uri("http://keys.example/jwks")))).Failure);
    }
}
