using System.Collections.Concurrent;

namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The authorization codes that have not been redeemed.</summary>
internal sealed class AuthorizationCodeStore
{
    private readonly ConcurrentDictionary<string, AuthorizationCode> codes = new(StringComparer.Ordinal);

    public string Issue(AuthorizationCode code)
    {
        string value = Guid.NewGuid().ToString("N");
        codes[value] = code;
        return value;
    }

    /// <summary>Redeems a code. A code can be redeemed only once, even when the request fails afterwards.</summary>
    public AuthorizationCode? Redeem(string value) => codes.TryRemove(value, out AuthorizationCode? code) ? code : null;
}
