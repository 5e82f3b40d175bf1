using System.Management.Automation;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Writes hashtables for completion. PowerShell completes nothing inside the braces.</summary>
internal static class HashtableText
{
    /// <returns>A hashtable with all names, such as <c>@{ name = $null; region = $null }</c>.</returns>
    public static string FormatNames(IEnumerable<string> names)
    {
        return $"@{{ {string.Join("; ", names.Select(name => $"{QuoteName(name)} = $null"))} }}";
    }

    /// <returns>A hashtable with one name and no value, so that the cursor is where the value belongs.</returns>
    public static string FormatName(string name) => $"@{{ {QuoteName(name)} = }}";

    public static CompletionResult CreateResult(IReadOnlyCollection<string> names, string label)
    {
        return new CompletionResult(FormatNames(names), label, CompletionResultType.ParameterValue, string.Join(", ", names));
    }

    private static string QuoteName(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"'{name}'";
}
