namespace TokenModule.Api;

/// <summary>The query of an address.</summary>
internal static class QueryString
{
    /// <summary>Adds parameters to the query. A name can occur several times.</summary>
    public static Uri Append(Uri address, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0)
            return address;

        string added = string.Join("&", parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        string query = address.Query.Length > 1 ? address.Query.Substring(1) + "&" + added : added;
        return new UriBuilder(address) { Query = query }.Uri;
    }

    /// <summary>Replaces all values of a name by one value.</summary>
    public static Uri WithValue(Uri address, string name, string value)
    {
        IEnumerable<string> others = SplitParameters(address).Where(part => DecodeName(part) != name);
        string replacement = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        return new UriBuilder(address) { Query = string.Join("&", others.Append(replacement)) }.Uri;
    }

    /// <returns>The first value of the name, or null when the query does not contain the name.</returns>
    public static string? GetValueOrDefault(Uri address, string name)
    {
        string? part = SplitParameters(address).FirstOrDefault(p => DecodeName(p) == name);
        return part is null ? null : DecodeValue(part);
    }

    public static string[] SplitParameters(Uri address) => address.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries);

    public static string DecodeValue(string part) => Uri.UnescapeDataString(part.Substring(part.IndexOf('=') + 1));

    public static string DecodeName(string part) => Uri.UnescapeDataString(part.Split('=')[0]);
}
