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
    [InlineData("""{"pagination":{"next":{"href":"https://a.example/v1/things?$skiptoken=2"}},"resources":[1]}""")]
    public void Link_in_the_body_is_relative_to_the_page_address(string body)
    {
        Assert.Equal("https://a.example/v1/things?$skiptoken=2", new NextLink()
            .FindNextPage(Current, CreateResponse(), ParseJson(body), 1)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("""{"pagination":{"next":null},"resources":[1]}""")]
    [InlineData("""{"pagination":"next","resources":[1]}""")]
    [InlineData("""{"pagination":{"previous":{"href":"/v1/things?page=1"}},"resources":[1]}""")]
    public void Last_page_of_cloud_foundry_has_no_link(string body)
    {
        Assert.Null(new NextLink().FindNextPage(Current, CreateResponse(), ParseJson(body), 1));
    }

    [Theory]
    [InlineData("""{"morePages":true,"page":1}""", "size=2&page=2")]
    [InlineData("""{"morePages":true,"pageNum":0}""", "size=2&page=1&pageNum=1")]
    [InlineData("""{"morePages":true,"page":4294967296}""", "size=2&page=4294967297")]
    [InlineData("""{"morePages":true,"page":9223372036854775807}""", null)]
    [InlineData("""{"morePages":false,"page":1}""", null)]
    [InlineData("""{"page":1}""", null)]
    public void Numbered_pages_continue_while_morePages_is_true(string body, string? query)
    {
        Assert.Equal(query, new PageNumber().FindNextPage(Current, CreateResponse(), ParseJson(body), 2)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("""{"resources":[1,2],"startIndex":1,"itemsPerPage":2,"totalResults":5}""", 2, "size=2&page=1&startIndex=3")]
    [InlineData("""{"Resources":[1,2],"startIndex":4,"itemsPerPage":2,"totalResults":5}""", 2, null)]
    [InlineData("""{"resources":[1],"startIndex":4,"itemsPerPage":2,"totalResults":5}""", 1, "size=2&page=1&startIndex=5")]
    [InlineData("""{"resources":[],"startIndex":1,"itemsPerPage":0,"totalResults":5}""", 0, null)]
    [InlineData("""{"resources":[1],"startIndex":4294967296,"totalResults":4294967299}""", 1, "size=2&page=1&startIndex=4294967297")]
    [InlineData("""{"resources":[1],"startIndex":9223372036854775807,"totalResults":9223372036854775807}""", 1, null)]
    [InlineData("""{"resources":[1],"startIndex":1,"totalResults":-9223372036854775808}""", 1, null)]
    [InlineData("""{"resources":[1],"startIndex":"1","totalResults":5}""", 1, null)]
    [InlineData("""{"resources":[1],"startIndex":1}""", 1, null)]
    public void Scim_pages_continue_until_the_total(string body, int items, string? query)
    {
        Assert.Equal(query, new StartIndex().FindNextPage(Current, CreateResponse(), ParseJson(body), items)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("""{"subscriptions":[1],"nextCursor":"a+/="}""", "size=2&page=1&cursor=a%2B%2F%3D")]
    [InlineData("""{"subscriptions":[1],"nextCursor":null}""", null)]
    [InlineData("""{"subscriptions":[1],"nextCursor":""}""", null)]
    [InlineData("""{"subscriptions":[1]}""", null)]
    public void Cursor_is_sent_for_the_next_page(string body, string? query)
    {
        Assert.Equal(query, new NextCursor().FindNextPage(Current, CreateResponse(), ParseJson(body), 1)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("", """{"count":5,"resources":[1,2]}""", 2, "%24skip=2")]
    [InlineData("?$top=2", """{"count":2,"resources":[1,2]}""", 2, "$top=2&%24skip=2")]
    [InlineData("?$top=2&$skip=2", """{"count":2,"resources":[1,2]}""", 2, "$top=2&%24skip=4")]
    [InlineData("?$top=2&$skip=4", """{"count":1,"resources":[1]}""", 1, null)]
    [InlineData("", """{"count":2,"resources":[1,2]}""", 2, null)]
    [InlineData("?$top=2", """{"value":[1,2]}""", 2, null)]
    [InlineData("?$top=0", """{"count":5,"resources":[]}""", 0, null)]
    [InlineData("?$skip=4294967296", """{"count":4294967300,"resources":[1,2]}""", 2, "%24skip=4294967298")]
    [InlineData("?$skip=9223372036854775807", """{"count":5,"resources":[1,2]}""", 2, null)]
    [InlineData("?$skip=x", """{"count":5,"resources":[1,2]}""", 2, null)]
    public void Skipped_items_are_counted_only_in_lists_of_ai_core(string address, string body, int items, string? query)
    {
        Uri current = new("https://a.example/v2/lm/deployments" + address);

        Assert.Equal(query, new SkipTop().FindNextPage(current, CreateResponse(), ParseJson(body), items)?.Query.TrimStart('?'));
    }

    [Theory]
    [InlineData("?$page=1&$pageSize=2", "</things?$page=2&$pageSize=2>; rel='next'", "$pageSize=2&%24page=2")]
    [InlineData("?$page=2", "</things?$page=1>; rel=\"previous\", </things?$page=3>; rel=\"next\"", "%24page=3")]
    [InlineData("?$page=3", "</things?$page=2>; rel='previous'", null)]
    [InlineData("", "</things?$page=2>; rel='next'", null)]
    [InlineData("?$page=2147483647", "</things?$page=2147483648>; rel='next'", "%24page=2147483648")]
    [InlineData("?$page=9223372036854775807", "</things?$page=1>; rel='next'", null)]
    public void Numbered_page_of_destinations_is_at_the_same_path(string address, string link, string? query)
    {
        Uri current = new("https://a.example/destination-configuration/v1/things" + address);

        Uri? next = new DollarPage().FindNextPage(current, CreateResponse(link), ParseJson("[1]"), 1);

        Assert.Equal(query, next?.Query.TrimStart('?'));
        Assert.Equal(next is null ? null : current.AbsolutePath, next?.AbsolutePath);
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
    [InlineData("?limit=2&offset=2147483646", 2, "limit=2&offset=2147483648")]
    [InlineData("?limit=2&offset=9223372036854775807", 2, null)]
    [InlineData("?limit=2&offset=99999999999999999999", 2, null)]
    [InlineData("?limit=9223372036854775807", 2, null)]
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
