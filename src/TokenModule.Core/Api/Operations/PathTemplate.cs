namespace TokenModule.Api.Operations;

/// <summary>A path with variables in braces, and how paths with real ids fit it.</summary>
internal sealed class PathTemplate(string template)
{
    private readonly string[] segments = SplitPath(template);

    /// <summary>The parts between slashes; the query and the slashes at both ends do not count.</summary>
    public static string[] SplitPath(string path)
    {
        string[] parts = path.Split('?', '#')[0].Trim('/').Split('/');
        return parts.Length == 1 && parts[0].Length == 0 ? [] : parts;
    }

    /// <returns>How many parts of a path are as the template has them, or null where it does not fit: the more, the better it fits.</returns>
    public int? Match(string[] path) => path.Length == segments.Length ? CountLiterals(path, path.Length) : null;

    /// <summary>Goes on where a typed path stops: what is typed stays, and its last part is what the template's part begins with.</summary>
    /// <returns>The whole path, or null where what is typed does not lead to it.</returns>
    public string? Complete(string typed)
    {
        string[] parts = typed.TrimStart('/').Split('/');
        int whole = parts.Length - 1;
        if (parts.Length > segments.Length || CountLiterals(parts, whole) is null || CompleteSegment(segments[whole], parts[whole]) is not { } last)
            return null;

        return "/" + string.Join("/", [.. parts.Take(whole), last, .. segments.Skip(parts.Length)]);
    }

    private int? CountLiterals(string[] path, int count)
    {
        int literals = 0;
        for (int i = 0; i < count; i++)
        {
            if (path[i] == segments[i])
                literals++;
            else if (!IsVariable(segments[i]) || path[i].Length == 0)
                return null;
        }

        return literals;
    }

    private static string? CompleteSegment(string segment, string typed)
    {
        if (segment.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return segment;

        return IsVariable(segment) ? typed : null;
    }

    private static bool IsVariable(string segment) => segment.Contains('{');
}
