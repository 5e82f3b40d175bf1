using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class ScopeCheckTests
{
    private static readonly BtpOperation Both = new("books", "POST", "/books") { RequiredScopes = ["book.read", "book.create"] };
    private static readonly BtpOperation Either =
        new("books", "GET", "/books") { RequiredScopes = ["book.read", "library.read"], AnyScopeSuffices = true };

    [Fact]
    public void Scope_is_matched_by_its_local_name()
    {
        Assert.Empty(ScopeCheck.FindMissingScopes(Both, ["sb!b1|library!b14.book.read", "library!b14.book.create"]));
    }

    [Fact]
    public void Missing_scopes_are_returned()
    {
        Assert.Equal(["book.create"], ScopeCheck.FindMissingScopes(Both, ["library!b14.book.read", "library!b14.notebook.create"]));
    }

    [Fact]
    public void One_scope_is_enough_when_any_suffices()
    {
        Assert.Empty(ScopeCheck.FindMissingScopes(Either, ["library!b14.library.read"]));
    }

    [Fact]
    public void All_scopes_are_missing_when_any_suffices_and_none_is_present()
    {
        Assert.Equal(["book.read", "library.read"], ScopeCheck.FindMissingScopes(Either, ["uaa.resource"]));
    }

    [Fact]
    public void Broader_scope_covers_a_narrower_one()
    {
        Assert.Empty(ScopeCheck.FindMissingScopes(new BtpOperation("books", "GET", "/books") { RequiredScopes = ["book.read"] },
            ["library!b14.global-library.book.read"]));
    }

    [Fact]
    public void No_scope_is_missing_when_the_token_scopes_are_unknown()
    {
        Assert.Empty(ScopeCheck.FindMissingScopes(Both, []));
    }

    [Fact]
    public void No_scope_is_missing_when_none_is_required()
    {
        Assert.Empty(ScopeCheck.FindMissingScopes(new BtpOperation("books", "GET", "/books"), ["uaa.resource"]));
    }
}
