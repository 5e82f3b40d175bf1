namespace TokenModule.Cmdlets.Scripts;

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">The complete name.</param>
/// <param name="IsSwitch">Whether the parameter has no value.</param>
/// <param name="IsFirstPositional">Whether the first argument without a name is the value of the parameter.</param>
/// <param name="Aliases">Other names.</param>
internal sealed record CmdletParameter(string Name, bool IsSwitch, bool IsFirstPositional, string[] Aliases)
{
    public bool HasName(string name)
    {
        return Aliases.Prepend(Name).Any(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
    }

    public bool StartsWith(string name)
    {
        return Aliases.Prepend(Name).Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }
}
