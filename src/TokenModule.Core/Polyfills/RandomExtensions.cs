namespace TokenModule;

/// <summary>A thread-safe generator, which netstandard2.0 does not have.</summary>
internal static class RandomExtensions
{
    [ThreadStatic]
    private static Random? local;

    extension(Random)
    {
        public static Random Shared => local ??= new Random(Guid.NewGuid().GetHashCode());
    }
}
