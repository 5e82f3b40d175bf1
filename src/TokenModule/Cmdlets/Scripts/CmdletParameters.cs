using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>
/// The parameter names of a cmdlet, by PowerShell's rules for abbreviations. The binder of PowerShell would search the whole script again
/// for each call, and the functions and aliases of the session would change its result.
/// </summary>
internal sealed class CmdletParameters
{
    private readonly CmdletParameter[] own;
    private readonly CmdletParameter[] common;

    private CmdletParameters(Type cmdlet)
    {
        own = ListParameters(cmdlet);
        common = [.. ListParameters(typeof(CommonParameters)), .. ListParameters(typeof(ShouldProcessParameters))];
        FirstPositional = Array.Find(own, parameter => parameter.IsFirstPositional)?.Name;
    }

    public static CmdletParameters InvokeBtpApi { get; } = new(typeof(InvokeBtpApiCommand));

    public static CmdletParameters GetBtpOperation { get; } = new(typeof(GetBtpOperationCommand));

    /// <summary>The name of the parameter at position 0, or null.</summary>
    public string? FirstPositional { get; }

    /// <param name="name">A complete or abbreviated name, or an alias.</param>
    /// <returns>The parameter, or null when the name is unknown or ambiguous.</returns>
    public CmdletParameter? FindOrDefault(string name) => FindOrDefault(own, name) ?? FindOrDefault(common, name);

    private static CmdletParameter? FindOrDefault(CmdletParameter[] parameters, string name)
    {
        if (Array.Find(parameters, parameter => parameter.HasName(name)) is { } exact)
            return exact;

        CmdletParameter[] found = Array.FindAll(parameters, parameter => parameter.StartsWith(name));
        return found.Length == 1 ? found[0] : null;
    }

    private static CmdletParameter[] ListParameters(Type type)
    {
        return
        [
            .. type.GetProperties()
                .Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true))
                .Select(property => new CmdletParameter(
                    property.Name,
                    property.PropertyType == typeof(SwitchParameter),
                    property.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.Position == 0),
                    [.. property.GetCustomAttributes<AliasAttribute>().SelectMany(attribute => attribute.AliasNames)])),
        ];
    }
}
