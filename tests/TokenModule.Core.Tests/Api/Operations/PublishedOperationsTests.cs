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
    public async Task Document_is_found_at_every_common_path(string place, int requests)
    {
        server.Bodies[place] = OpenApiSample.Text;

        IReadOnlyList<BtpOperation> found = await ReadAsync("");

        Assert.Equal((8, "books", requests), (found.Count, found[0].Endpoint, server.Requests.Count));
    }

    [Fact]
    public async Task Document_is_searched_below_the_base_path()
    {
        server.Bodies["/library/v1/v3/api-docs"] = OpenApiSample.Text;

        Assert.Equal(8, (await ReadAsync("/library/v1/")).Count);
    }

    [Fact]
    public async Task Response_without_an_OpenAPI_document_is_skipped()
    {
        server.Bodies["/v3/api-docs"] = "<html></html>";
        server.Bodies["/swagger.json"] = OpenApiSample.Text;

        Assert.Equal(8, (await ReadAsync("")).Count);
    }

    [Fact]
    public async Task Forbidden_path_is_skipped()
    {
        server.Otherwise = "403 Forbidden";
        server.Bodies["/swagger.json"] = OpenApiSample.Text;

        Assert.Equal(8, (await ReadAsync("")).Count);
    }

    [Fact]
    public async Task Error_names_the_endpoint_and_the_paths_that_were_tried()
    {
        BtpApiException error = await Assert.ThrowsAsync<BtpApiException>(() => ReadAsync(""));

        Assert.Equal(Failure.ApiNotFound, error.Failure);
        Assert.Contains($"{server.Origin}/ does not publish an OpenAPI document at v3/api-docs, v2/api-docs", error.Message,
            StringComparison.Ordinal);
    }

    public void Dispose()
    {
        transport.Dispose();
        server.Dispose();
    }

    private Task<IReadOnlyList<BtpOperation>> ReadAsync(string basePath)
    {
        BtpApiClient api = new(new ScriptedTokenSource(TimeProvider.System), transport);
        BtpApiRequest request =
            new(HttpMethod.Get, new Uri(server.Origin + basePath), TokenRequest.FromKey(TestServiceKeys.CreateForClient()));
        return PublishedOperations.ReadAsync(api, request, "books", CancellationToken.None).AsTask();
    }
}
