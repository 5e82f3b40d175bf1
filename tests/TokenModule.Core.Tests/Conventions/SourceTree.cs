using System.Reflection;

namespace TokenModule;

/// <summary>The files of this repository, for tests that check conventions.</summary>
internal static class SourceTree
{
    private static readonly string[] GeneratedFolders = ["bin", "obj", "out", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <returns>The relative paths, with <c>/</c>, of the files below a folder that have one of the extensions.</returns>
    public static IEnumerable<string> ListFiles(string folder, params string[] extensions)
    {
        return Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Intersect(GeneratedFolders).Any());
    }

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));
}
