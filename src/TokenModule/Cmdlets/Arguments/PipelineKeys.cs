using System.Management.Automation;
using System.Security;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Imports the keys of the objects in a pipeline: the lines of a text, files, bytes, secure strings and other objects.</summary>
internal sealed class PipelineKeys(PSCmdlet cmdlet, ServiceKeyImport import)
{
    private bool hasBytes;

    public IReadOnlyList<ImportedKey> Import(PSObject? input) => input?.BaseObject switch
    {
        null => import.AddText(string.Empty),
        string line => import.AddText(line),
        // The error stream of a command, merged into its output with 2>&1.
        ErrorRecord message => import.AddText(message.ToString()),
        FileSystemInfo file => import.ImportFile(() => file.FullName),
        byte => ReportBytesOnce(),
        byte[] content => import.ImportBindings(() => ServiceKeyFile.ReadBindings(content, ServiceKeyImport.Pipeline)),
        SecureString secure => import.ImportBindings(() => ServiceKeyReader.ReadBindings(new Secret(secure).Reveal(), "the SecureString")),
        // Select-Object and similar cmdlets copy the path of a file into an object.
        _ when (input.Properties["PSPath"] ?? input.Properties["FullName"])?.Value is string path =>
            import.ImportFile(() => KeyPath.ResolveLiteral(cmdlet, path)),
        _ => import.ImportBindings(
            () => ServiceKeyReader.ReadBindings(KeyObject.ToJson(input, ServiceKeyImport.Pipeline), ServiceKeyImport.Pipeline)),
    };

    private IReadOnlyList<ImportedKey> ReportBytesOnce()
    {
        bool isReported = hasBytes;
        hasBytes = true;
        return isReported ? [] : import.ImportBindings(() => throw KeyObject.CreateByteError(ServiceKeyImport.Pipeline));
    }
}
