using System.Management.Automation;

namespace TokenModule;

/// <summary>Runs once when the module is imported.</summary>
public sealed partial class ModuleLifetime : IModuleAssemblyInitializer
{
    public void OnImport()
    {
        LoadOnDesktop();
        // Loads the assembly of the public types, so that [TokenModule.ServiceKey] is known before a cmdlet has run.
        _ = typeof(ServiceKey).Assembly;
    }

    /// <summary>Windows PowerShell needs help to find what ships beside the module; PowerShell does not.</summary>
    static partial void LoadOnDesktop();
}
