using TokenModule.Tokens;

namespace TokenModule.Logs;

/// <summary>A token source that hides in CI logs what it is given and what it gets, before anybody else has it.</summary>
internal sealed class MaskingTokenSource(ITokenSource source) : ITokenSource
{
    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (LogMask.IsExempt(request.Key))
            return await source.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);

        LogMask.Hide(request.Grant!.Secrets);
        OAuthToken token = await source.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);
        LogMask.Hide([token.Value, token.RefreshToken]);
        return token;
    }
}
