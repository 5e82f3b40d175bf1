using System.Management.Automation;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Creates completion results from values, with quotes if PowerShell requires them.</summary>
internal static class CompletionResults
{
    public static IEnumerable<CompletionResult> FromValues(IEnumerable<string> values, string word)
    {
        string start = word.Trim('\'', '"');
        return values.Where(v => v.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(v => FromValue(v, toolTip: v));
    }

    public static CompletionResult FromValue(string value, string toolTip)
    {
        return new CompletionResult(Quote(value), value, CompletionResultType.ParameterValue, toolTip);
    }

    private static string Quote(string value)
    {
        bool plain = value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/');
        return plain ? value : $"'{value.Replace("'", "''")}'";
    }
}
