using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TokenModule.Tokens.SignIn;

/// <summary>Reads the environment variable <c>BROWSER</c> as xdg-open does.</summary>
internal static class BrowserCommand
{
    private const string Placeholder = "%s";

    private static readonly Regex Quote = new("(\\\\*)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <param name="value">Commands with colons between them, in the order in which to try them.</param>
    /// <param name="address">The address to open.</param>
    public static IReadOnlyList<ProcessStartInfo> ParseList(string? value, string address)
    {
        IEnumerable<string> commands = (value ?? string.Empty).Split(':').Where(command => !string.IsNullOrWhiteSpace(command));
        return [.. commands.Select(command => Parse(command, address))];
    }

    /// <param name="command">A program and its arguments. <c>%s</c> stands for the address, which is otherwise appended.</param>
    /// <param name="address">The address to open.</param>
    public static ProcessStartInfo Parse(string command, string address)
    {
        string[] words = command.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> arguments = words.Skip(1).Select(word => word.Replace(Placeholder, address));
        if (!command.Contains(Placeholder))
            arguments = arguments.Append(address);
        // The output of a browser must not appear in this terminal.
        return new ProcessStartInfo(words[0], string.Join(" ", arguments.Select(Escape)))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // xdg-open passes quotation marks on to the program. .NET would remove them. No argument contains white space.
    private static string Escape(string argument) => Quote.Replace(argument, "$1$1\\\"");
}
