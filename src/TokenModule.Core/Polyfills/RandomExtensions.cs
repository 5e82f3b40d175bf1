namespace TokenModule;

/// <summary>A generator that several threads may use, which netstandard2.0 lacks.</summary>
internal static class RandomExtensions
{
    [ThreadStatic]
    private static Random? local;

    extension(Random)
    {
        public static Random Shared => local ??= new Random(Guid.NewGuid().GetHashCode());
    }
}
