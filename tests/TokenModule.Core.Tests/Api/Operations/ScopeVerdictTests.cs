using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class ScopeVerdictTests
{
    private static readonly BtpOperation Both = new("books", "POST", "/books") { RequiredScopes = ["book.read", "book.create"] };
    private static readonly BtpOperation Either = new("books", "GET", "/books") { RequiredScopes = ["book.read", "library.read"], AnyScopeSuffices = true };

    [Fact]
    public void A_scope_is_known_by_its_local_name()
    {
        Assert.Empty(ScopeVerdict.Missing(Both, ["sb!b1|library!b14.book.read", "library!b14.book.create"]));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal(["book.create"], ScopeVerdict.Missing(Both, ["library!b14.book.read", "library!b14.notebook.create"]));
    }

    [Fact]
    public void One_is_enough_where_one_suffices()
    {
        Assert.Empty(ScopeVerdict.Missing(Either, ["library!b14.library.read"]));
    }

    [Fact]
    public void None_is_not_enough_where_one_suffices()
    {
        Assert.Equal(["book.read", "library.read"], ScopeVerdict.Missing(Either, ["uaa.resource"]));
    }

    [Fact]
    public void A_wider_right_covers_a_narrower_one()
    {
        Assert.Empty(ScopeVerdict.Missing(new BtpOperation("books", "GET", "/books") { RequiredScopes = ["book.read"] }, ["library!b14.global-library.book.read"]));
    }

    [Fact]
    public void Nothing_is_missing_for_certain_where_the_scopes_are_not_known()
    {
        Assert.Empty(ScopeVerdict.Missing(Both, []));
    }

    [Fact]
    public void Nothing_is_missing_where_nothing_is_required()
    {
        Assert.Empty(ScopeVerdict.Missing(new BtpOperation("books", "GET", "/books"), ["uaa.resource"]));
    }
}
