namespace TokenModule.Api.Operations;

/// <summary>A path with variables in braces, which is compared with paths with real ids.</summary>
internal sealed class PathTemplate(string template)
{
    private readonly string[] segments = SplitPath(template);

    /// <summary>Returns the parts between slashes. The query and the slashes at both ends are ignored.</summary>
    public static string[] SplitPath(string path)
    {
        string[] parts = path.Split('?', '#')[0].Trim('/').Split('/');
        return parts.Length == 1 && parts[0].Length == 0 ? [] : parts;
    }

    /// <returns>The number of segments that match literally, or null when the path does not match. More means a better match.</returns>
    public int? Match(string[] path) => path.Length == segments.Length ? CountLiterals(path, path.Length) : null;

    /// <summary>Compares a path with the end of the template. The missing start is the path of a service, which has no variables.</summary>
    /// <inheritdoc cref="Match"/>
    public int? MatchEnd(string[] path)
    {
        int start = segments.Length - path.Length;
        bool isEnd = start > 0 && path.Length > 0 && segments[start] == path[0] && !segments.Take(start).Any(IsVariable);
        return isEnd ? new PathTemplate(string.Join("/", segments.Skip(start))).Match(path) : null;
    }

    /// <summary>Completes the start of a path. Its last segment can be the start of a segment of the template.</summary>
    /// <returns>The complete path, or null when the input is not the start of a matching path.</returns>
    public string? Complete(string input)
    {
        string[] parts = input.TrimStart('/').Split('/');
        int complete = parts.Length - 1;
        if (parts.Length > segments.Length
            || CountLiterals(parts, complete) is null
            || CompleteSegment(segments[complete], parts[complete]) is not { } last)
        {
            return null;
        }

        return "/" + string.Join("/", [.. parts.Take(complete), last, .. segments.Skip(parts.Length)]);
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

    private static string? CompleteSegment(string segment, string input)
    {
        if (segment.StartsWith(input, StringComparison.OrdinalIgnoreCase))
            return segment;

        return IsVariable(segment) ? input : null;
    }

    private static bool IsVariable(string segment) => segment.Contains('{');
}
