using System.Diagnostics.CodeAnalysis;

namespace TokenModule.Tokens;

/// <summary>A token request that several callers wait for. It is canceled when the last caller stops waiting.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A CancellationTokenSource without a timer or a wait handle needs no disposal.")]
internal sealed class SharedRequest
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly object gate = new();
    private readonly Task<OAuthToken> token;
    private int waiting = 1;

    /// <summary>Starts the request on another thread. The creator counts as the first waiting caller.</summary>
    public SharedRequest(Func<SharedRequest, CancellationToken, Task<OAuthToken>> requestToken)
    {
        token = Task.Run(() => requestToken(this, abandoned.Token));
    }

    /// <summary>Adds a caller, unless the request was canceled because all other callers have left.</summary>
    public bool TryJoin()
    {
        lock (gate)
        {
            if (abandoned.IsCancellationRequested)
                return false;
            waiting++;
            return true;
        }
    }

    /// <summary>Waits for the token. Cancellation ends only the wait of this caller. The creator and each caller that joins must call this
    /// method exactly once.</summary>
    public async Task<OAuthToken> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await token.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        lock (gate)
        {
            waiting--;
            if (waiting == 0 && !token.IsCompleted)
                abandoned.Cancel();
        }
    }
}
