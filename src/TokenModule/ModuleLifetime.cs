using System.Management.Automation;

namespace TokenModule;

/// <summary>Runs once when the module is imported.</summary>
public sealed partial class ModuleLifetime : IModuleAssemblyInitializer
{
    public void OnImport()
    {
        LoadOnDesktop();
        // Loads the assembly of the public types, so that scripts can use [TokenModule.ServiceKey] before the first cmdlet.
        _ = typeof(ServiceKey).Assembly;
    }

    /// <summary>Lets Windows PowerShell find the libraries of the module. PowerShell 7 finds them without this method.</summary>
    static partial void LoadOnDesktop();
}
