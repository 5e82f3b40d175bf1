using System.Collections.ObjectModel;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>The arguments of a command in a script, by the complete names of the parameters.</summary>
internal sealed class CallArguments
{
    private readonly Dictionary<string, Ast> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly CmdletParameters parameters;
    private readonly ScriptVariables variables;

    public CallArguments(CommandAst command, CmdletParameters parameters, ScriptVariables variables)
    {
        this.parameters = parameters;
        this.variables = variables;
        // An explicit argument replaces a splatted one.
        foreach (VariableExpressionAst splat in command.CommandElements.OfType<VariableExpressionAst>().Where(element => element.Splatted))
        {
            AddTable(splat);
        }

        AddElements(command.CommandElements);
    }

    /// <summary>A splatted variable whose members are known only at run time, or null.</summary>
    public string? UnknownSplat { get; private set; }

    /// <summary>Whether the command shows its help, as with <c>-?</c>.</summary>
    public bool IsHelp { get; private set; }

    public Ast? GetOrDefault(string parameter) => values.TryGetValue(parameter, out Ast? value) ? value : null;

    private void AddElements(ReadOnlyCollection<CommandElementAst> elements)
    {
        // The first element is the name of the command.
        for (int i = 1; i < elements.Count; i++)
        {
            if (elements[i] is CommandParameterAst parameter)
                i += AddParameter(parameter, i + 1 < elements.Count ? elements[i + 1] : null);
            else if (elements[i] is not VariableExpressionAst { Splatted: true })
                AddPositional(elements[i]);
        }
    }

    /// <returns>The number of elements after the name that belong to the parameter.</returns>
    private int AddParameter(CommandParameterAst parameter, CommandElementAst? next)
    {
        IsHelp |= parameter.ParameterName == "?";
        CmdletParameter? known = parameters.FindOrDefault(parameter.ParameterName);
        bool takesNext = parameter.Argument is null && next is not null and not CommandParameterAst && known?.IsSwitch != true;
        Ast? value = parameter.Argument ?? (takesNext ? next : null);
        if (known is not null && value is not null)
            values[known.Name] = value;
        return takesNext ? 1 : 0;
    }

    private void AddPositional(CommandElementAst value)
    {
        if (parameters.FirstPositional is { } name && !values.ContainsKey(name))
            values[name] = value;
    }

    private void AddTable(VariableExpressionAst splat)
    {
        if (ScriptTable.FindOrDefault(variables.FindValueOrDefault(splat, IsParameter)) is not { } table
            || table.KeyValuePairs.Any(pair => pair.Item1 is not StringConstantExpressionAst))
        {
            UnknownSplat = splat.VariablePath.UserPath;
            return;
        }

        foreach (Tuple<ExpressionAst, StatementAst> pair in table.KeyValuePairs)
        {
            if (parameters.FindOrDefault(((StringConstantExpressionAst)pair.Item1).Value) is { } known)
                values[known.Name] = pair.Item2;
        }
    }

    // A change of -Body and similar members does not change the operation.
    private bool IsParameter(string member)
    {
        return parameters.FindOrDefault(member)?.Name is null
            or nameof(ApiTargetCmdlet.Operation) or nameof(ApiTargetCmdlet.Path) or nameof(ApiTargetCmdlet.Uri)
            or nameof(ApiTargetCmdlet.Method) or nameof(ApiTargetCmdlet.Endpoint) or nameof(GetBtpOperationCommand.Name);
    }
}
