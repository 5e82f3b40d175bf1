namespace TokenModule.ServiceKeys.Text;

/// <summary>The line that <c>cf service-key</c> prints above the JSON: <c>Getting key K for service instance I as user U...</c></summary>
internal sealed record CloudFoundryHeading(string KeyName, string InstanceName)
{
    private const string Beginning = "Getting key ";
    private const string Middle = " for service instance ";
    private const string End = " as ";

    /// <returns>The names in the heading, or null when the line is not a heading.</returns>
    public static CloudFoundryHeading? ParseOrDefault(string line)
    {
        int key = line.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length;
        int middle = key < Beginning.Length ? -1 : line.IndexOf(Middle, key, StringComparison.Ordinal);
        if (middle < 0)
            return null;

        int instance = middle + Middle.Length;
        int end = line.LastIndexOf(End, StringComparison.Ordinal);
        return end <= instance
            ? null
            : new CloudFoundryHeading(line.Substring(key, middle - key), line.Substring(instance, end - instance));
    }
}
