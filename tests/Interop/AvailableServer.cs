namespace TokenModule.Interop;

/// <summary>Skips the tests of servers that are not installed, unless INTEROP_REQUIRE_ALL is set, as in the build on GitHub.</summary>
internal static class AvailableServer
{
    private static readonly bool isRequired = Environment.GetEnvironmentVariable("INTEROP_REQUIRE_ALL") == "true";

    public static void Require(string? skipReason)
    {
        Assert.False(isRequired && skipReason is not null, skipReason);
        Skip.If(skipReason is not null, skipReason);
    }
}
