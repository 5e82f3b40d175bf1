using System.IO.Pipelines;

namespace BtpEmulator;

/// <summary>What a client sends on a TLS connection, up to certificates that are worth an alert.</summary>
internal sealed class GuardedInput(IDuplexPipe transport, Func<IReadOnlyList<byte[]>, TlsAlert> alertFor) : ForwardReadStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Stream input = transport.Input.AsStream();
    private readonly ClientHandshake handshake = new();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await input.ReadAsync(buffer, cancellationToken);
        if (handshake.IsOver || handshake.Add(buffer.Span[..count]) is not { } certificates) return count;
        var alert = alertFor(certificates);
        if (alert is TlsAlert.None) return count;

        // A fatal alert in TLS 1.2, not encrypted because nothing is yet.
        await transport.Output.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, (byte)alert }, cancellationToken);
        await WaitForEndAsync(buffer, cancellationToken);
        return 0;
    }

    // Hanging up on bytes that nobody read would reset the connection and take back the alert.
    private async Task WaitForEndAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
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
