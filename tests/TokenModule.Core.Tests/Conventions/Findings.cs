namespace TokenModule;

/// <summary>Reports all places that break a convention, one per line.</summary>
internal static class Findings
{
    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] found = [.. findings];
        Assert.True(found.Length == 0, $"{found.Length} findings:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
