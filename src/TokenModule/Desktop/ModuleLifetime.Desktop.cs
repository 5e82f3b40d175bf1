using System.Reflection;

namespace TokenModule;

/// <summary>Windows PowerShell reads no binding redirects of a module: the libraries that ship beside it are found by name, whatever version is asked for.</summary>
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

    private static Assembly? FindShipped(object sender, ResolveEventArgs asked)
    {
        string name = new AssemblyName(asked.Name).Name;
        string path = Path.Combine(Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!, name + ".dll");
        return Shipped.Contains(name) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
