using TokenModule.Tokens;

namespace TokenModule;

/// <summary>A token source that returns prepared tokens, records all requests, and can delay its responses.</summary>
internal sealed class ScriptedTokenSource(TimeProvider clock) : ITokenSource
{
    private TaskCompletionSource open = CreateCompleted();
    private readonly TaskCompletionSource abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int number;

    public List<TokenRequest> Requests { get; } = [];

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    public string? RefreshToken { get; set; }

    /// <summary>Creates the exception that a request throws, or null to return a token.</summary>
    public Func<TokenRequest, Exception?> Failing { get; set; } = _ => null;

    public int Cancelled { get; private set; }

    /// <summary>Completes when a request was canceled while its response was delayed.</summary>
    public Task Abandoned => abandoned.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Hold() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => open.TrySetResult();

    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        lock (Requests)
        {
            Requests.Add(request);
        }

        TokenClock.Reading requestedAt = TokenClock.ReadTime(clock);
        try
        {
            await open.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
            abandoned.TrySetResult();
            throw;
        }

        if (Failing(request) is { } failure)
            throw failure;

        Secret value = new($"token-{Interlocked.Increment(ref number)}");
        TokenResponse response = new(value, RefreshToken is null ? null : new Secret($"{RefreshToken}-{number}"), Lifetime, [], null);
        return new OAuthToken(request.ToRenewalRequest(request.UserName), response, requestedAt, clock);
    }

    private static TaskCompletionSource CreateCompleted()
    {
        TaskCompletionSource source = new();
        source.SetResult();
        return source;
    }
}
