using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class PathTemplateTests
{
    private static readonly PathTemplate Template = new("/books/v1/shelves/{shelfId}/labels");

    [Theory]
    [InlineData("/books/v1/shelves/{sh", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("boo", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("/books/v1/Shel", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("/books/v1/shelves/", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("/books/v1/shelves/17", "/books/v1/shelves/17/labels")]
    [InlineData("/books/v1/shelves/17/", "/books/v1/shelves/17/labels")]
    [InlineData("/books/v1/shelves/{shelfId}/l", "/books/v1/shelves/{shelfId}/labels")]
    [InlineData("/books/v1/shelves/17/labels", "/books/v1/shelves/17/labels")]
    public void What_is_typed_is_gone_on_with(string typed, string completed)
    {
        Assert.Equal(completed, Template.Complete(typed));
    }

    [Theory]
    [InlineData("/books/v2")]
    [InlineData("/books/v1/shelves//labels")]
    [InlineData("/books/v1/shelves/17/labels/")]
    public void What_leads_elsewhere_is_not(string typed)
    {
        Assert.Null(Template.Complete(typed));
    }

    [Theory]
    [InlineData("/books/v1/shelves/17/labels", 4)]
    [InlineData("books/v1/shelves/17/labels/?page=1", 4)]
    [InlineData("/books/v1/shelves/labels", null)]
    [InlineData("/books/v1/shelves//labels", null)]
    [InlineData("/", null)]
    public void A_path_fits_by_as_many_parts_as_are_the_same(string path, int? literals)
    {
        Assert.Equal(literals, Template.Match(PathTemplate.Segments(path)));
    }
}
