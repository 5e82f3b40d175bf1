using System.Globalization;
using BtpEmulator.ServiceKeys;

namespace BtpEmulator;

/// <summary>The command-line arguments of the program.</summary>
internal sealed record EmulatorArguments(string KeyDirectory, int Port)
{
    public const string Usage = "usage: BtpEmulator --keys DIR [--port N]";

    /// <summary>Parses the arguments. Returns null when they are invalid.</summary>
    public static EmulatorArguments? ParseOrDefault(IReadOnlyList<string> arguments)
    {
        string? directory = null;
        int port = 0;
        for (int index = 0; index < arguments.Count; index += 2)
        {
            string value = index + 1 < arguments.Count ? arguments[index + 1] : "";
            switch (arguments[index])
            {
                case "--keys" when value.Length > 0:
                    directory = value;
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port <= ushort.MaxValue:
                    break;
                default:
                    return null;
            }
        }

        return directory is null ? null : new EmulatorArguments(directory, port);
    }

    /// <summary>Writes the service keys and the root certificate to the key directory, and returns the paths.</summary>
    public IReadOnlyList<string> WriteFiles(Emulator emulator) =>
    [
        .. emulator.WriteServiceKeys(KeyDirectory),
        ServiceKeyFiles.Write(Path.Combine(KeyDirectory, "certificate-authority.pem"), emulator.CertificateAuthorityPem),
    ];
}
