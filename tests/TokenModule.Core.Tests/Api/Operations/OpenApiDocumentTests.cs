using System.Text;
using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class OpenApiDocumentTests
{
    private static readonly IReadOnlyList<BtpOperation> Sample = OpenApiDocument.Read(OpenApiSample.Bytes, "books")!;

    [Fact]
    public void Every_operation_is_read_in_the_order_of_paths_and_methods()
    {
        Assert.Equal(
            ["GET /books/v1/all", "POST /books/v1/orders", "GET /books/v1/shelves", "POST /books/v1/shelves", "PUT /books/v1/shelves", "DELETE /books/v1/shelves/{shelfId}", "GET /books/v1/shelves/{shelfId}", "PATCH /books/v1/shelves/{shelfId}"],
            Sample.Select(o => o.ToString()));
    }

    [Fact]
    public void An_operation_has_its_endpoint_and_its_names_on_one_line()
    {
        BtpOperation shelf = Of("GET /books/v1/shelves/{shelfId}");

        Assert.Equal(("books", "getShelf", "Get a shelf"), (shelf.Endpoint, shelf.OperationId, shelf.Summary));
    }

    [Fact]
    public void Query_names_come_from_the_path_the_operation_and_references_and_nowhere_else()
    {
        Assert.Equal(["language"], Of("GET /books/v1/shelves/{shelfId}").Query);
        Assert.Equal(["page", "size"], Of("GET /books/v1/shelves").Query);
    }

    [Theory]
    [InlineData("GET /books/v1/shelves", "page/size")]
    [InlineData("GET /books/v1/all", "value")]
    [InlineData("GET /books/v1/shelves/{shelfId}", null)]
    [InlineData("POST /books/v1/shelves", null)]
    public void Paging_is_told_by_the_query_and_then_by_the_answer(string operation, string? paging)
    {
        Assert.Equal(paging, Of(operation).Paging);
    }

    [Theory]
    [InlineData("POST /books/v1/shelves", "state")]
    [InlineData("PUT /books/v1/shelves", "state")]
    [InlineData("PATCH /books/v1/shelves/{shelfId}", "state")]
    [InlineData("DELETE /books/v1/shelves/{shelfId}", "Location")]
    [InlineData("POST /books/v1/orders", "Location")]
    [InlineData("GET /books/v1/shelves/{shelfId}", null)]
    public void Waiting_is_told_by_a_job_or_by_the_state_of_what_was_made(string operation, string? waiting)
    {
        Assert.Equal(waiting, Of(operation).Waiting);
    }

    [Fact]
    public void A_swagger_document_has_its_base_path_before_its_paths()
    {
        BtpOperation operation = Single("""{"swagger":"2.0","basePath":"/library/v1/","paths":{"/jobs":{"get":{"responses":{"200":{"schema":{"properties":{"value":{"type":"array"}}}}}}}}}""");

        Assert.Equal(("/library/v1/jobs", "value"), (operation.Path, operation.Paging));
    }

    [Theory]
    [InlineData("https://books.example/library/v1", "/library/v1/jobs")]
    [InlineData("/library/v1", "/library/v1/jobs")]
    [InlineData("/", "/jobs")]
    [InlineData("https://books.example", "/jobs")]
    public void The_path_of_a_server_comes_before_its_paths(string server, string path)
    {
        Assert.Equal(path, Single("""{"openapi":"3.0.0","servers":[{"url":"<server>"}],"paths":{"/jobs":{"get":{}}}}""".Replace("<server>", server, StringComparison.Ordinal)).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("null")]
    [InlineData("""{"paths":{}}""")]
    [InlineData("""{"openapi":"3.0.0"}""")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/\ud800":{"get":{}}}}""")]
    public void What_is_no_such_document_has_no_operations(string text)
    {
        Assert.Null(OpenApiDocument.Read(Encoding.UTF8.GetBytes(text), "books"));
    }

    [Theory]
    [InlineData("""{"openapi":"3.0.0","paths":[]}""")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/a":null,"/b":{"get2":{}}}}""")]
    public void Parts_of_another_kind_are_passed_over(string text)
    {
        Assert.Empty(OpenApiDocument.Read(Encoding.UTF8.GetBytes(text), "books")!);
    }

    [Theory]
    [InlineData("#/paths/~1a/get")]
    [InlineData("#/nowhere")]
    [InlineData("https://elsewhere.example/spec.json")]
    public void A_reference_that_leads_nowhere_is_an_empty_part(string reference)
    {
        Assert.Empty(Single("""{"openapi":"3.0.0","paths":{"/a":{"get":{"$ref":"<reference>"}}}}""".Replace("<reference>", reference, StringComparison.Ordinal)).Query);
    }

    [Fact]
    public void Text_of_a_server_holds_nothing_that_a_terminal_obeys()
    {
        BtpOperation operation = Single("""{"openapi":"3.0.0","paths":{"/a":{"get":{"summary":"red \u001b[31m\nline","operationId":"a\tb"}}}}""");

        Assert.DoesNotContain(operation.Summary + operation.OperationId, char.IsControl);
    }

    private static BtpOperation Of(string operation) => Sample.Single(o => o.ToString() == operation);

    private static BtpOperation Single(string text) => Assert.Single(OpenApiDocument.Read(Encoding.UTF8.GetBytes(text), "books")!);
}
