using System.Management.Automation;
using System.Management.Automation.Host;

namespace TokenModule;

/// <summary>Colour for a view, where the host takes it and nobody has asked for none. Windows PowerShell has no <c>$PSStyle</c> and gets plain text.</summary>
internal static class ViewColor
{
    private const string Reset = "\u001b[0m";

    /// <param name="text">What is shown.</param>
    /// <param name="group">A group of <c>$PSStyle</c>, such as <c>Formatting</c>.</param>
    /// <param name="name">A colour of that group, as the user has set it.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    /// <param name="host"><c>$Host</c>.</param>
    public static string Colorize(string text, string group, string name, object? style, PSHost host)
    {
        bool isTaken = GetTextOrDefault(style, "OutputRendering") switch
        {
            "Ansi" => true,
            "Host" => host.UI?.SupportsVirtualTerminal == true,
            _ => false,
        };
        bool isWanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return isTaken && isWanted ? GetTextOrDefault(GetMemberOrDefault(style, group), name) + text + Reset : text;
    }

    private static string? GetTextOrDefault(object? owner, string name) => GetMemberOrDefault(owner, name)?.ToString();

    private static object? GetMemberOrDefault(object? owner, string name) => owner is null ? null : PSObject.AsPSObject(owner).Properties[name]?.Value;
}
