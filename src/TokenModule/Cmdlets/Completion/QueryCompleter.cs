using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Completes the names of query parameters of the operation on the command line, as hashtables without values.</summary>
public sealed class QueryCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CommandLine line = new(commandAst, fakeBoundParameters);
        if (line.Path is not { } path)
            return [];

        return line.Operations.Where(o => IsAtPath(o, path) || IsAtPath(o, line.GetFullPath(o, path)))
            .SelectMany(o => o.Query).Distinct()
            .Where(name => name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult($"@{{ {QuoteName(name)} = }}", name, CompletionResultType.ParameterValue, name));
    }

    private static bool IsAtPath(BtpOperation operation, string path) => operation.Template.Match(PathTemplate.SplitPath(path)) is not null;

    private static string QuoteName(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? name : $"'{name}'";
}
