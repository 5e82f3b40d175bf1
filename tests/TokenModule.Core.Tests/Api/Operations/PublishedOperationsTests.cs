using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

public sealed class PublishedOperationsTests : IDisposable
{
    private readonly RecordingServer server = new() { Otherwise = "404 Not Found" };
    private readonly HttpTransport transport = new(TimeProvider.System);

    [Theory]
    [InlineData("/v3/api-docs", 1)]
    [InlineData("/v2/api-docs", 2)]
    [InlineData("/swagger.json", 3)]
    [InlineData("/openapi.json", 4)]
    [InlineData("/api-docs", 5)]
    public async Task A_document_is_found_wherever_services_put_it(string place, int requests)
    {
        server.Bodies[place] = OpenApiSample.Text;

        IReadOnlyList<BtpOperation> found = await Read("");

        Assert.Equal((8, "books", requests), (found.Count, found[0].Endpoint, server.Requests.Count));
    }

    [Fact]
    public async Task A_document_is_looked_for_below_the_base_path()
    {
        server.Bodies["/library/v1/v3/api-docs"] = OpenApiSample.Text;

        Assert.Equal(8, (await Read("/library/v1/")).Count);
    }

    [Fact]
    public async Task What_is_no_document_is_passed_over()
    {
        server.Bodies["/v3/api-docs"] = "<html></html>";
        server.Bodies["/swagger.json"] = OpenApiSample.Text;

        Assert.Equal(8, (await Read("")).Count);
    }

    [Fact]
    public async Task A_place_that_is_forbidden_is_passed_over()
    {
        server.Otherwise = "403 Forbidden";
        server.Bodies["/swagger.json"] = OpenApiSample.Text;

        Assert.Equal(8, (await Read("")).Count);
    }

    [Fact]
    public async Task An_endpoint_without_a_document_is_named_with_the_places_that_were_tried()
    {
        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() => Read(""));

        Assert.Equal(Failure.ApiNotFound, error.Failure);
        Assert.Contains($"{server.Origin}/ publishes no OpenAPI document; v3/api-docs, v2/api-docs", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        transport.Dispose();
        server.Dispose();
    }

    private Task<IReadOnlyList<BtpOperation>> Read(string basePath)
    {
        BtpApiClient api = new(new ScriptedTokenSource(TimeProvider.System), transport);
        BtpApiRequest request = new(HttpMethod.Get, new Uri(server.Origin + basePath), TokenRequest.For(Keys.ForClient()));
        return PublishedOperations.ReadAsync(api, request, "books", CancellationToken.None).AsTask();
    }
}
