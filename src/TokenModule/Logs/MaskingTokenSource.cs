using TokenModule.Tokens;

namespace TokenModule.Logs;

/// <summary>A token source that masks credentials and tokens in the logs of CI systems before other code receives them.</summary>
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
