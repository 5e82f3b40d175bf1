using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

/// <summary>A server that publishes no keys, or none that can be taken.</summary>
public sealed class PublishedKeysFaultTests : PublishingServer
{
    public PublishedKeysFaultTests(SharedEmulator shared)
        : base(shared)
    {
    }

    [Theory]
    [InlineData(500, Failure.ServerError)]
    [InlineData(404, Failure.KeyUnknown)]
    [InlineData(401, Failure.KeyUnknown)]
    public async Task A_failed_fetch_is_not_cached(int status, Failure expected)
    {
        Btp.Faults.Add(new Fault { Path = "/jwks", Status = status, Times = status == 500 ? 4 : 1 });
        Assert.Equal(expected, await Refused(Good));
        Publish(SigningKeys.Set(GoodKey));

        Assert.True((await Verify(Good)).SignatureVerified);
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"keys":[{"kid":"a","kid":"b"}]}""")]
    [InlineData("""{"keys":[]} x""")]
    public async Task What_is_no_set_of_keys_is_refused_and_not_cached(string body)
    {
        Publish(body);
        Assert.Equal(Failure.KeyUnknown, await Refused(Good));
        Publish(SigningKeys.Set(GoodKey));

        Assert.True((await Verify(Good)).SignatureVerified);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        Btp.Faults.Add(new Fault { Path = "/jwks", BodyBytes = (byte[])[.. "{\"keys\":[{\"kty\":\""u8, 0xFF, .. "\"}]}"u8] });

        Assert.Equal(Failure.KeyUnknown, await Refused(Good));
    }

    [Fact]
    public async Task The_size_of_an_answer_is_capped()
    {
        Publish($$"""{"keys":[],"x":"{{new string('x', 1024 * 1024)}}"}""");

        Assert.Contains("1 MiB", (await Assert.ThrowsAsync<TransportException>(() => Verify(Good))).Message, StringComparison.Ordinal);
        Assert.Equal(1, Fetches);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task No_redirect_is_followed(int status)
    {
        Btp.Faults.Add(new Fault { Path = "/jwks", Status = status, Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere" } });

        Assert.Equal(Failure.RedirectRefused, await Refused(Good));
        Assert.Equal(["/jwks"], Btp.Requests.All.Select(r => r.Path));
    }

    [Fact]
    public async Task No_key_is_sent_for_over_plain_http_from_another_machine()
    {
        Assert.Equal(Failure.HostNotAllowed, (await Assert.ThrowsAnyAsync<BtpException>(() => Verify(Good, new Uri("http://keys.example/jwks")))).Failure);
    }
}
