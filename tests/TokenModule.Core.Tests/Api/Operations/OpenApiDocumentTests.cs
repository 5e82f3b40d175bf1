using System.Text;
using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class OpenApiDocumentTests
{
    private static readonly IReadOnlyList<BtpOperation> Sample = OpenApiDocument.ReadOperationsOrDefault(OpenApiSample.Bytes, "books")!;

    [Fact]
    public void Operations_are_read_in_the_order_of_paths_and_methods()
    {
        Assert.Equal(
            ["GET /books/v1/all", "POST /books/v1/orders", "GET /books/v1/shelves", "POST /books/v1/shelves", "PUT /books/v1/shelves",
                "DELETE /books/v1/shelves/{shelfId}", "GET /books/v1/shelves/{shelfId}", "PATCH /books/v1/shelves/{shelfId}"],
            Sample.Select(o => o.ToString()));
    }

    [Fact]
    public void Operation_has_its_endpoint_and_single_line_names()
    {
        BtpOperation shelf = FindOperation("GET /books/v1/shelves/{shelfId}");

        Assert.Equal(("books", "getShelf", "Get a shelf"), (shelf.Endpoint, shelf.OperationId, shelf.Summary));
    }

    [Fact]
    public void Query_names_are_read_from_path_operation_and_references_only()
    {
        Assert.Equal(["language"], FindOperation("GET /books/v1/shelves/{shelfId}").Query);
        Assert.Equal(["page", "size"], FindOperation("GET /books/v1/shelves").Query);
    }

    [Theory]
    [InlineData("GET /books/v1/shelves", "page/size")]
    [InlineData("GET /books/v1/all", "value")]
    [InlineData("GET /books/v1/shelves/{shelfId}", null)]
    [InlineData("POST /books/v1/shelves", null)]
    public void Paging_is_detected_from_the_query_and_then_from_the_response(string operation, string? paging)
    {
        Assert.Equal(paging, FindOperation(operation).Paging);
    }

    [Theory]
    [InlineData("POST /books/v1/shelves", "state")]
    [InlineData("PUT /books/v1/shelves", "state")]
    [InlineData("PATCH /books/v1/shelves/{shelfId}", "state")]
    [InlineData("DELETE /books/v1/shelves/{shelfId}", "Location")]
    [InlineData("POST /books/v1/orders", "Location")]
    [InlineData("GET /books/v1/shelves/{shelfId}", null)]
    public void Waiting_is_detected_from_a_job_or_the_state_of_the_created_resource(string operation, string? waiting)
    {
        Assert.Equal(waiting, FindOperation(operation).Waiting);
    }

    [Fact]
    public void Swagger_base_path_is_prepended_to_each_path()
    {
        BtpOperation operation = ReadSingleOperation("""{"swagger":"2.0","basePath":"/library/v1/","paths":{"/jobs":{"get":{"responses":{"200":{"schema":{"properties":{"value":{"type":"array"}}}}}}}}}""");

        Assert.Equal(("/library/v1/jobs", "value"), (operation.Path, operation.Paging));
    }

    [Theory]
    [InlineData("https://books.example/library/v1", "/library/v1/jobs")]
    [InlineData("/library/v1", "/library/v1/jobs")]
    [InlineData("/", "/jobs")]
    [InlineData("https://books.example", "/jobs")]
    public void Server_path_is_prepended_to_each_path(string server, string path)
    {
        Assert.Equal(path,
            ReadSingleOperation("""{"openapi":"3.0.0","servers":[{"url":"<server>"}],"paths":{"/jobs":{"get":{}}}}""".Replace("<server>",
            server, StringComparison.Ordinal)).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("null")]
    [InlineData("""{"paths":{}}""")]
    [InlineData("""{"openapi":"3.0.0"}""")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/\ud800":{"get":{}}}}""")]
    public void Other_content_is_not_an_OpenAPI_document(string text)
    {
        Assert.Null(OpenApiDocument.ReadOperationsOrDefault(Encoding.UTF8.GetBytes(text), "books"));
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.0","paths":[]}""")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/a":null,"/b":{"get2":{}}}}""")]
    public void Parts_of_an_unexpected_type_are_ignored(string text)
    {
        Assert.Empty(OpenApiDocument.ReadOperationsOrDefault(Encoding.UTF8.GetBytes(text), "books")!);
    }

    [Theory]
    [InlineData("#/paths/~1a/get")]
    [InlineData("#/nowhere")]
    [InlineData("https://elsewhere.example/spec.json")]
    public void Unresolvable_reference_is_treated_as_empty(string reference)
    {
        Assert.Empty(ReadSingleOperation("""{"openapi":"3.0.0","paths":{"/a":{"get":{"$ref":"<reference>"}}}}""".Replace("<reference>",
            reference, StringComparison.Ordinal)).Query);
    }

    [Fact]
    public void Control_characters_are_removed_from_server_text()
    {
        BtpOperation operation =
            ReadSingleOperation("""{"openapi":"3.0.0","paths":{"/a":{"get":{"summary":"red \u001b[31m\nline","operationId":"a\tb"}}}}""");

        Assert.DoesNotContain(operation.Summary + operation.OperationId, char.IsControl);
    }

    private static BtpOperation FindOperation(string operation) => Sample.Single(o => o.ToString() == operation);

    private static BtpOperation ReadSingleOperation(string text) =>
        Assert.Single(OpenApiDocument.ReadOperationsOrDefault(Encoding.UTF8.GetBytes(text), "books")!);
}
