using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator.Faults;

/// <summary>Closes a connection in the middle of a response.</summary>
internal static class ConnectionAbort
{
    // An immediate abort would reset the connection and discard data that the client has not read.
    public static async Task AbortAfterFlushAsync(HttpContext context, CancellationToken cancellationToken)
    {
        CancellationToken closed = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
        await context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output.CompleteAsync();
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(closed, cancellationToken);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
