using System.Globalization;

namespace TokenModule.Api.Paging;

/// <summary>Numbers in the query of an address that select a page.</summary>
internal static class PageQuery
{
    /// <returns>The number, or null when the query does not contain the name or the value is not a number.</returns>
    public static int? ReadNumberOrDefault(Uri address, string name)
    {
        string? value = QueryString.GetValueOrDefault(address, name);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    public static Uri WithNumber(Uri address, string name, int number)
    {
        return QueryString.WithValue(address, name, number.ToString(CultureInfo.InvariantCulture));
    }
}
