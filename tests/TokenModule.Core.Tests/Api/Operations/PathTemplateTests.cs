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
    public void Typed_path_is_completed(string typed, string completed)
    {
        Assert.Equal(completed, Template.Complete(typed));
    }

    [Theory]
    [InlineData("/books/v2")]
    [InlineData("/books/v1/shelves//labels")]
    [InlineData("/books/v1/shelves/17/labels/")]
    public void Typed_path_that_does_not_match_is_not_completed(string typed)
    {
        Assert.Null(Template.Complete(typed));
    }

    [Theory]
    [InlineData("/books/v1/shelves/17/labels", 4)]
    [InlineData("books/v1/shelves/17/labels/?page=1", 4)]
    [InlineData("/books/v1/shelves/labels", null)]
    [InlineData("/books/v1/shelves//labels", null)]
    [InlineData("/", null)]
    public void Match_counts_the_equal_segments(string path, int? literals)
    {
        Assert.Equal(literals, Template.Match(PathTemplate.SplitPath(path)));
    }
}
