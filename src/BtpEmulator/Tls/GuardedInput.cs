using System.IO.Pipelines;
using BtpEmulator.Http;

namespace BtpEmulator.Tls;

/// <summary>The input of a TLS connection. It ends with an alert when the client sends an invalid certificate.</summary>
internal sealed class GuardedInput(IDuplexPipe transport, Func<IReadOnlyList<byte[]>, TlsAlert> alertFor) : ForwardReadStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Stream input = transport.Input.AsStream();
    private readonly ClientHandshake handshake = new();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await input.ReadAsync(buffer, cancellationToken);
        if (handshake.IsOver || handshake.Add(buffer.Span[..count]) is not { } certificates) return count;
        TlsAlert alert = alertFor(certificates);
        if (alert is TlsAlert.None) return count;

        // A fatal TLS 1.2 alert. It is not encrypted, because encryption starts later in the handshake.
        await transport.Output.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, (byte)alert }, cancellationToken);
        await WaitForEndAsync(buffer, cancellationToken);
        return 0;
    }

    // Closing a connection with unread input would reset it, and the client could lose the alert.
    private async Task WaitForEndAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (await input.ReadAsync(buffer, patience.Token) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
