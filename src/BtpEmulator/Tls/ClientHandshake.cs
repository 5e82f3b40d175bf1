using System.Buffers.Binary;

namespace BtpEmulator.Tls;

/// <summary>Parses the client's messages of a TLS 1.2 handshake up to the client certificates (RFC 5246 section 7.4.2).</summary>
internal sealed class ClientHandshake
{
    private const byte HandshakeRecord = 22;
    private const byte CertificateMessage = 11;
    private const int Limit = 64 * 1024;

    private readonly List<byte> received = [];
    private readonly List<byte> messages = [];

    /// <summary>Whether parsing has ended: the certificates were found, or the data is not readable.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Adds received bytes. Returns the client certificates, the client's own first, once they are complete; until then null.
    /// </summary>
    public IReadOnlyList<byte[]>? Add(ReadOnlySpan<byte> bytes)
    {
        received.AddRange(bytes);
        while (!IsOver && TryTakeRecord())
        {
            while (TryTakeMessage(out byte type, out byte[]? body))
            {
                if (type is not CertificateMessage) continue;
                IsOver = true;
                return ReadCertificates(body);
            }
        }

        IsOver |= received.Count + messages.Count > Limit;
        return null;
    }

    private static List<byte[]> ReadCertificates(byte[] body)
    {
        List<byte[]> certificates = [];
        for (int start = 3; start + 3 <= body.Length;)
        {
            int length = ReadLength24(body.AsSpan(start));
            if (start + 3 + length > body.Length) break;
            certificates.Add(body[(start + 3)..(start + 3 + length)]);
            start += 3 + length;
        }

        return certificates;
    }

    private static int ReadLength24(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);

    private bool TryTakeRecord()
    {
        // Any other record type is encrypted data, which follows the certificates, or not TLS.
        IsOver = received.Count > 0 && received[0] is not HandshakeRecord;
        if (IsOver || received.Count < 5) return false;
        int length = (received[3] << 8) | received[4];
        if (received.Count < 5 + length) return false;
        messages.AddRange(received.GetRange(5, length));
        received.RemoveRange(0, 5 + length);
        return true;
    }

    private bool TryTakeMessage(out byte type, out byte[] body)
    {
        (type, body) = (0, []);
        if (messages.Count < 4) return false;
        int length = ReadLength24([messages[1], messages[2], messages[3]]);
        if (messages.Count < 4 + length) return false;
        (type, body) = (messages[0], [.. messages.GetRange(4, length)]);
        messages.RemoveRange(0, 4 + length);
        return true;
    }
}
