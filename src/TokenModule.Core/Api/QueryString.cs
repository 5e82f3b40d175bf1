namespace TokenModule.Api;

/// <summary>The query of an address.</summary>
internal static class QueryString
{
    /// <summary>Adds to what the address has already; a name given twice is sent twice.</summary>
    public static Uri Append(Uri address, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Count == 0)
            return address;

        string added = string.Join("&", parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        string query = address.Query.Length > 1 ? address.Query.Substring(1) + "&" + added : added;
        return new UriBuilder(address) { Query = query }.Uri;
    }

    /// <summary>Puts a value in the place of those that the name has.</summary>
    public static Uri With(Uri address, string name, string value)
    {
        IEnumerable<string> others = Parts(address).Where(part => NameOf(part) != name);
        return new UriBuilder(address) { Query = string.Join("&", others.Append($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}")) }.Uri;
    }

    /// <returns>The first value of the name, or null without one.</returns>
    public static string? ValueOf(Uri address, string name)
    {
        string? part = Parts(address).FirstOrDefault(p => NameOf(p) == name);
        return part is null ? null : ValueOf(part);
    }

    public static string[] Parts(Uri address) => address.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries);

    public static string ValueOf(string part) => Uri.UnescapeDataString(part.Substring(part.IndexOf('=') + 1));

    public static string NameOf(string part) => Uri.UnescapeDataString(part.Split('=')[0]);
}
