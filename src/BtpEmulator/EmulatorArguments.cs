using System.Globalization;
using BtpEmulator.ServiceKeys;

namespace BtpEmulator;

/// <summary>The command-line arguments of the program.</summary>
/// <param name="KeyDirectory">The directory for the service keys; null for a temporary directory.</param>
/// <param name="Port">The port to listen on; 0 for any free port.</param>
/// <param name="IgnoreInterrupt">Whether Ctrl+C does not stop the program.</param>
internal sealed record EmulatorArguments(string? KeyDirectory, int Port, bool IgnoreInterrupt)
{
    public const string Usage = "usage: BtpEmulator [--keys DIR] [--port N] [--ignore-interrupt]";

    /// <summary>Parses the arguments. Returns null when they are invalid.</summary>
    public static EmulatorArguments? ParseOrDefault(IReadOnlyList<string> arguments)
    {
        EmulatorArguments parsed = new(null, 0, false);
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? name))
        {
            if (name == "--ignore-interrupt")
                parsed = parsed with { IgnoreInterrupt = true };
            else if (!rest.TryDequeue(out string? value) || value.Length == 0)
                return null;
            else if (name == "--keys")
                parsed = parsed with { KeyDirectory = value };
            else if (name == "--port" && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
                parsed = parsed with { Port = port };
            else
                return null;
        }

        return parsed;
    }

    /// <summary>Writes the service keys and the root certificate to a directory, and returns the paths.</summary>
    public static IReadOnlyList<string> WriteFiles(Emulator emulator, string directory) =>
    [
        .. emulator.WriteServiceKeys(directory),
        ServiceKeyFiles.Write(Path.Combine(directory, "certificate-authority.pem"), emulator.CertificateAuthorityPem),
    ];
}
