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
}
