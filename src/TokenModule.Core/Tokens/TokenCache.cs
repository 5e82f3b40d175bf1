using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>
/// Caches the tokens of another source in memory. Callers that need the same token share one request.
/// Tokens are renewed before they expire.
/// </summary>
internal sealed class TokenCache(ITokenSource source, TimeProvider clock) : ITokenSource
{
    private readonly Dictionary<TokenCacheKey, CachedToken> entries = [];
    private readonly object gate = new();

    /// <summary>The cached tokens that have not expired.</summary>
    public IReadOnlyList<OAuthToken> Tokens
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Values.Select(e => e.Token).OfType<OAuthToken>().Where(t => !t.IsExpired)];
            }
        }
    }

    public ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request is { NoCache: true, NeedsSignIn: false })
            return source.GetTokenAsync(request, cancellationToken);

        lock (gate)
        {
            CachedToken entry = GetOrAddEntry(request);
            OAuthToken? usable = entry.GetUsableTokenOrDefault(request);
            if (usable is null)
            {
                bool isShared = entry.PendingRequest is not null;
                SharedRequest pending = JoinRequest(entry, request);
                return new ValueTask<OAuthToken>(
                    isShared ? WaitForOtherAsync(pending, request, cancellationToken) : pending.WaitAsync(cancellationToken));
            }

            switch (entry.DetermineRenewal(clock))
            {
                case Renewal.Late:
                    return new ValueTask<OAuthToken>(RenewOrKeepAsync(JoinRequest(entry, request), usable, cancellationToken));
                case Renewal.Early:
                    // The caller does not wait for this renewal and cannot cancel it.
                    _ = RenewOrKeepAsync(JoinRequest(entry, request), usable, CancellationToken.None);
                    break;
            }

            return new ValueTask<OAuthToken>(usable);
        }
    }

    /// <summary>Removes a token from the cache. Code that already has the token can continue to use it.</summary>
    public void Remove(OAuthToken token)
    {
        lock (gate)
        {
            foreach (TokenCacheKey key in entries.Where(e => ReferenceEquals(e.Value.Token, token)).Select(e => e.Key).ToList())
            {
                entries.Remove(key);
            }
        }
    }

    /// <summary>Removes all tokens of the client of a key, including expired tokens that could be renewed.</summary>
    public void RemoveAll(ServiceKey key)
    {
        lock (gate)
        {
            IEnumerable<KeyValuePair<TokenCacheKey, CachedToken>> clientEntries =
                entries.Where(e => e.Value.Token?.Request.Key.IsSameClient(key) == true);
            foreach (TokenCacheKey entry in clientEntries.Select(e => e.Key).ToList())
            {
                entries.Remove(entry);
            }
        }
    }

    // The pending request uses the timeout of the caller that started it. This caller waits only for its own timeout.
    private async Task<OAuthToken> WaitForOtherAsync(SharedRequest pending, TokenRequest request, CancellationToken cancellationToken)
    {
        using Http.Deadline deadline = new(request.Network.Timeout, clock, cancellationToken);
        try
        {
            return await pending.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.Token.IsCancellationRequested)
        {
            throw new Http.TransportException(
                Failure.NetworkTimeout,
                $"{request.TokenUrl.Authority} did not send a token within {InvariantText.FormatSeconds(request.Network.Timeout)} s.",
                "Try again, or increase -TimeoutSec.");
        }
    }

    private static async Task<OAuthToken> RenewOrKeepAsync(SharedRequest pending, OAuthToken usable, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BtpException) when (!usable.IsExpired)
        {
            return usable;
        }
    }

    private CachedToken GetOrAddEntry(TokenRequest request)
    {
        TokenCacheKey key = TokenCacheKey.FromRequest(request);
        if (request.NeedsSignIn)
            return FindSignedInEntry(request, key);
        if (entries.TryGetValue(key, out CachedToken? cached))
            return cached;

        foreach (TokenCacheKey expired in entries.Where(e => e.Value.CanBeRemoved(clock)).Select(e => e.Key).ToList())
        {
            entries.Remove(expired);
        }

        CachedToken entry = new(key);
        entries.Add(key, entry);
        return entry;
    }

    private CachedToken FindSignedInEntry(TokenRequest request, TokenCacheKey key)
    {
        List<CachedToken> signedIn =
        [
            .. entries.Values
                .Where(e => e.Token is { } token && e.Key.IsSignInFor(key) && (request.UserName ?? token.UserName) == token.UserName)
                .OrderByDescending(e => e.Token!.IssuedAt),
        ];
        string[] users = [.. signedIn.Select(e => e.Token!.UserName ?? "an unnamed user").Distinct()];
        return users.Length == 1 ? signedIn[0] : throw SignInErrorFactory.CreateSignInRequired(request, users);
    }

    // The new sign-in replaces the earlier one. With two users, each later request without a user would be ambiguous.
    private void RemoveOtherSignIns(CachedToken entry)
    {
        TokenCacheKey signIn = entry.Key with { GrantFingerprint = null };
        List<CachedToken> others =
        [
            .. entries.Values.Where(
                other => other != entry && other.Token is not null && other.Key with { GrantFingerprint = null } == signIn),
        ];
        foreach (CachedToken other in others)
        {
            entries.Remove(other.Key);
        }
    }

    private SharedRequest JoinRequest(CachedToken entry, TokenRequest request)
    {
        if (entry.PendingRequest?.TryJoin() != true)
            entry.PendingRequest = new SharedRequest((pending, abandoned) => RenewAsync(entry, request, pending, abandoned));
        return entry.PendingRequest;
    }

    private async Task<OAuthToken> RenewAsync(
        CachedToken entry, TokenRequest request, SharedRequest pending, CancellationToken cancellationToken)
    {
        try
        {
            OAuthToken token = await RequestTokenAsync(entry, request, cancellationToken).ConfigureAwait(false);
            lock (gate)
            {
                entry.StoreToken(token, request.Grant);
                if (request is { ForceRefresh: true, Grant: AuthorizationCodeGrant })
                    RemoveOtherSignIns(entry);
            }

            return token;
        }
        catch (BtpException)
        {
            lock (gate)
            {
                entry.RecordFailure(clock);
            }

            throw;
        }
        finally
        {
            lock (gate)
            {
                entry.CompleteRequest(pending);
                if (entry.Token is null && entry.PendingRequest is null)
                    entries.Remove(entry.Key);
            }
        }
    }

    private async Task<OAuthToken> RequestTokenAsync(CachedToken entry, TokenRequest request, CancellationToken cancellationToken)
    {
        bool repeatsGrant = request.ForceRefresh && request.Grant?.IsReusable == true;
        if (!repeatsGrant && entry.Token?.RefreshToken is { } refreshToken)
        {
            try
            {
                string? user = entry.Token.UserName;
                TokenRequest refresh = request with { UserName = user, Grant = new RefreshTokenGrant(refreshToken, user) };
                return await ExchangeAsync(refresh, cancellationToken).ConfigureAwait(false);
            }
            catch (TokenRequestException e) when (e.Failure == Failure.GrantRejected)
            {
                lock (gate)
                {
                    entry.RemoveRefreshToken();
                }
            }
        }

        if (!request.NeedsSignIn)
            return await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        if (entry.RenewableGrant is not { } grant)
            throw SignInErrorFactory.CreateSignInExpired(request, entry.Token?.UserName);
        TokenRequest again = request with { Grant = grant, UserName = grant.UserName };
        return await ExchangeAsync(again, cancellationToken).ConfigureAwait(false);
    }

    // If the response has no new refresh token, the old one stays valid (RFC 6749 section 6).
    private async Task<OAuthToken> ExchangeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        OAuthToken token = await source.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);
        return request.Grant is RefreshTokenGrant sent && !token.HasRefreshToken ? token.WithRefreshToken(sent.RefreshToken) : token;
    }
}
