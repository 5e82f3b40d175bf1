using System.Globalization;

namespace TokenModule.Api.Paging;

/// <summary>Numbers in the query of an address that select a page.</summary>
internal static class PageQuery
{
    /// <returns>The number, or null when the query does not contain the name or the value is not a number.</returns>
    public static long? ReadNumberOrDefault(Uri address, string name)
    {
        string? value = QueryString.GetValueOrDefault(address, name);
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <returns>
    /// The sum of the number in the query and a count. A missing number is 0. Null when the value is not a number or the sum is too large.
    /// </returns>
    public static long? AddOrDefault(Uri address, string name, int count)
    {
        if (QueryString.GetValueOrDefault(address, name) is null)
            return count;

        return ReadNumberOrDefault(address, name) is { } number && number <= long.MaxValue - count ? number + count : null;
    }

    public static Uri WithNumber(Uri address, string name, long number)
    {
        return QueryString.WithValue(address, name, number.ToString(CultureInfo.InvariantCulture));
    }
}
