using System.Management.Automation;
using System.Management.Automation.Host;

namespace TokenModule;

/// <summary>
/// Colors the text of a view if the host supports colors and NO_COLOR is not set. Windows PowerShell has no <c>$PSStyle</c> and gets plain
/// text.
/// </summary>
internal static class ViewColor
{
    private const string Reset = "\u001b[0m";

    /// <param name="text">The text of the view.</param>
    /// <param name="group">A group of <c>$PSStyle</c>, such as <c>Formatting</c>.</param>
    /// <param name="name">The name of a color in the group. Users can change the color.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <param name="host"><c>$Host</c>.</param>
    public static string Colorize(string text, string group, string name, object? style, PSHost host)
    {
        bool isSupported = GetTextOrDefault(style, "OutputRendering") switch
        {
            "Ansi" => true,
            "Host" => host.UI?.SupportsVirtualTerminal == true,
            _ => false,
        };
        bool isAllowed = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return isSupported && isAllowed ? GetTextOrDefault(GetMemberOrDefault(style, group), name) + text + Reset : text;
    }

    private static string? GetTextOrDefault(object? owner, string name) => GetMemberOrDefault(owner, name)?.ToString();

    private static object? GetMemberOrDefault(object? owner, string name)
    {
        return owner is null ? null : PSObject.AsPSObject(owner).Properties[name]?.Value;
    }
}
