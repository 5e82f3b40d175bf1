using System.Text.Json;
using TokenModule.Api.Paging;
using TokenModule.Http;

namespace TokenModule;

public sealed class PagingStyleTests
{
    private static readonly Uri Current = new("https://a.example/v1/things?size=2&page=1");

    [Theory]
    [InlineData("</v1/things?page=2>; rel=\"next\"")]
    [InlineData("</v1/things?page=2>; rel=next")]
    [InlineData("</v1/things?page=2>;rel = next")]
    [InlineData("</v1/things?page=2>; REL=\"Next\"")]
    [InlineData("</v1/things?page=2>; rel=\"last next\"")]
    [InlineData("</v1/things?page=2>; title=\"a, b; c\"; rel=\"next\"; type=\"x\"")]
    [InlineData("</first>; rel=\"first\", </v1/things?page=2>; rel=next, </last>; rel=last")]
    [InlineData("</first>; title=\"next\", <?page=2>; rel=\"next\"")]
    public void Next_page_is_found_among_several_links(string header)
    {
        Assert.Equal("https://a.example/v1/things?page=2", new NextLink()
            .FindNextPage(Current, CreateResponse(header), default, 1)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("</x>; rel=\"next-archive\"")]
    [InlineData("</x>; rel=nextish")]
    [InlineData("</x>; rel=\"prev\"; title=\"rel=next\"")]
    [InlineData("</x>; rev=\"next\"")]
    [InlineData("</x>")]
    [InlineData("next")]
    public void Link_with_another_relation_is_not_the_next_page(string header)
    {
        Assert.Null(new NextLink().FindNextPage(Current, CreateResponse(header), default, 1));
    }

    [Theory]
    [InlineData("<", "")]
    [InlineData("<x>; ", "")]
    [InlineData("<x>; a=\"", "\"")]
    [InlineData("<x>", "; a=b; rel =")]
    public void Malicious_link_header_is_read_quickly(string part, string end)
    {
        string header = string.Concat(Enumerable.Repeat(part, 16_000 / part.Length)) + end;

        Assert.Null(new NextLink().FindNextPage(Current, CreateResponse(header), default, 1));
    }

    [Theory]
    [InlineData("""{"@odata.nextLink":"things?$skiptoken=2"}""")]
    [InlineData("""{"d":{"results":[],"__next":"/v1/things?$skiptoken=2"}}""")]
    public void Link_in_the_body_is_relative_to_the_page_address(string body)
    {
        Assert.Equal("https://a.example/v1/things?$skiptoken=2", new NextLink()
            .FindNextPage(Current, CreateResponse(), ParseJson(body), 1)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"morePages":true,"page":1}""", "size=2&page=2")]
    [InlineData("""{"morePages":true,"pageNum":0}""", "size=2&page=1&pageNum=1")]
    [InlineData("""{"morePages":false,"page":1}""", null)]
    [InlineData("""{"page":1}""", null)]
    public void Numbered_pages_continue_while_morePages_is_true(string body, string? query)
    {
        Assert.Equal(query, new PageNumber().FindNextPage(Current, CreateResponse(), ParseJson(body), 2)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("""{"items":[1],"token":"+a/b="}""", 1, "size=2&page=1&token=%2Ba%2Fb%3D")]
    [InlineData("""{"items":[1],"token":""}""", 1, null)]
    [InlineData("""{"items":[1],"token":null}""", 1, null)]
    [InlineData("""{"items":[],"token":"x"}""", 0, null)]
    [InlineData("""{"token":"a secret of its own"}""", 1, null)]
    public void Page_token_is_sent_for_the_next_page(string body, int items, string? query)
    {
        Assert.Equal(query, new PageToken().FindNextPage(Current, CreateResponse(), ParseJson(body), items)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("?limit=2", 2, "limit=2&offset=2")]
    [InlineData("?limit=2&offset=4", 2, "limit=2&offset=6")]
    [InlineData("?limit=2", 1, null)]
    [InlineData("?limit=0", 0, null)]
    [InlineData("?limit=all", 5, null)]
    [InlineData("", 5, null)]
    public void Partially_filled_page_is_the_last_page(string query, int items, string? next)
    {
        Assert.Equal(next, new LimitOffset()
            .FindNextPage(new Uri("https://a.example/x" + query), CreateResponse(), default, items)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("""[1,2]""", 2)]
    [InlineData("""{"value":[1,2],"other":[]}""", 2)]
    [InlineData("""{"events":[1,2,3],"total":9}""", 3)]
    [InlineData("""{"d":{"results":[1]}}""", 1)]
    [InlineData("""{"d":[1,2]}""", 2)]
    [InlineData("""{"entitledServices":[1,2],"assignedServices":[]}""", 1)]
    [InlineData("""{"id":1}""", 1)]
    [InlineData("""{"events":[]}""", 0)]
    [InlineData("5", 1)]
    public void Items_are_found_under_a_known_name_or_in_the_only_list(string body, int count)
    {
        Assert.Equal(count, PageItems.ReadItems(ParseJson(body)).Count);
    }

    private static JsonElement ParseJson(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static TransportResponse CreateResponse(string? link = null) =>
        new(200, "OK", link is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Link"] = link }, []);
}
