namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// Compares member names. Services spell the same member differently: <c>clientid</c>, <c>clientId</c>, <c>client_id</c>.
/// </summary>
internal static class MemberSpelling
{
    /// <summary>Whether two names differ only in case, underscores and hyphens.</summary>
    public static bool AreEqual(string name, string other)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            i = SkipSeparators(name, i);
            j = SkipSeparators(other, j);
            if (i == name.Length || j == other.Length)
                return i == name.Length && j == other.Length;
            if (char.ToLowerInvariant(name[i++]) != char.ToLowerInvariant(other[j++]))
                return false;
        }
    }

    private static int SkipSeparators(string name, int start)
    {
        while (start < name.Length && name[start] is ('_' or '-'))
        {
            start++;
        }

        return start;
    }
}
