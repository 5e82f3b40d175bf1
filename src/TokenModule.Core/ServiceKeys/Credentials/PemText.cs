using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>PEM text in a key. The line ends can be the two characters <c>\n</c>, spaces, or missing.</summary>
internal static class PemText
{
    private static readonly Regex Boundary =
        new("-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Puts each boundary on a line of its own, as every PEM parser accepts it.</summary>
    public static string Repair(string text)
    {
        string lines = text.TrimStart('\uFEFF').Replace("\\r", "").Replace("\\n", "\n");
        return Boundary.Replace(lines, "\n$0\n").Trim() + "\n";
    }
}
