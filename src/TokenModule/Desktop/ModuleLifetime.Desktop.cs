using System.Reflection;

namespace TokenModule;

/// <summary>
/// Windows PowerShell ignores the binding redirects of a module, so the libraries of the module are loaded by name for any requested
/// version.
/// </summary>
public sealed partial class ModuleLifetime
{
    private static readonly string[] Shipped =
    [
        "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider", "System.Buffers", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Tasks.Extensions",
    ];

    static partial void LoadOnDesktop()
    {
        AppDomain.CurrentDomain.AssemblyResolve += FindShipped;
    }

    private static Assembly? FindShipped(object sender, ResolveEventArgs request)
    {
        string name = new AssemblyName(request.Name).Name;
        string path = Path.Combine(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!, name + ".dll");
        return Shipped.Contains(name) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
