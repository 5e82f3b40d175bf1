using TokenModule.Api.Operations;

namespace TokenModule;

public sealed class RequiredScopesTests
{
    [Theory]
    [InlineData("Get it.<br/><br/>Required scope: $XSAPPNAME.global-account.read", "global-account.read")]
    [InlineData("Get it.\n\nRequired\nscope: $XSAPPNAME.subaccount.environment.read \n", "subaccount.environment.read")]
    [InlineData("Required scopes: $XSAPPNAME.job.read.", "job.read")]
    [InlineData("Required scopes:\n* When all is empty, then $XSAPPNAME.a.read\n* When all=any, then requires any valid token.", "a.read")]
    [InlineData("Required scopes for source:\n$XSAPPNAME.a.read,\n$XSAPPNAME.a.delete.\n\nRequired scopes for target:\n$XSAPPNAME.a.create",
        "a.read a.delete a.create")]
    public void All_listed_scopes_are_required(string description, string expected)
    {
        RequiredScopes scopes = RequiredScopes.FromDescription(description);

        Assert.Equal((expected, false), (string.Join(" ", scopes.Names), scopes.AnySuffices));
    }

    [Theory]
    [InlineData("Required scopes: $XSAPPNAME.a.read or $XSAPPNAME.b.read", "a.read b.read")]
    [InlineData("Requires one of the following scopes: $XSAPPNAME.a.write, $XSAPPNAME.b.write", "a.write b.write")]
    public void One_of_the_listed_scopes_is_enough(string description, string expected)
    {
        RequiredScopes scopes = RequiredScopes.FromDescription(description);

        Assert.Equal((expected, true), (string.Join(" ", scopes.Names), scopes.AnySuffices));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Returns what $XSAPPNAME.a.read lets you see.")]
    [InlineData("Required scope: none")]
    public void Description_without_scopes_requires_none(string description)
    {
        Assert.Empty(RequiredScopes.FromDescription(description).Names);
    }
}
