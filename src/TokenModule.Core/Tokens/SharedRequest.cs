using System.Diagnostics.CodeAnalysis;

namespace TokenModule.Tokens;

/// <summary>One request for a token that several callers wait for. It is given up when the last of them stops waiting.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source without a timer or a wait handle holds nothing to dispose.")]
internal sealed class SharedRequest
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly object gate = new();
    private readonly Task<OAuthToken> answer;
    private int waiting = 1;

    /// <summary>Starts at once, away from the caller's thread, with the caller counted in.</summary>
    public SharedRequest(Func<SharedRequest, CancellationToken, Task<OAuthToken>> ask)
    {
        answer = Task.Run(() => ask(this, abandoned.Token));
    }

    /// <summary>Counts one more caller in, unless all the others have left.</summary>
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

    /// <summary>Waits as one of those counted in; cancelling ends this wait only.</summary>
    public async Task<OAuthToken> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(cancellationToken).ConfigureAwait(false);
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
            if (waiting == 0 && !answer.IsCompleted)
                abandoned.Cancel();
        }
    }
}
