using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator;

/// <summary>Ends a connection in the middle of an answer.</summary>
internal static class ConnectionAbort
{
    // An abort at once would reset the connection and take back what was sent.
    public static async Task AbortAfterFlushAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var closed = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
        await context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.CompleteAsync();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(closed, cancellationToken);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
