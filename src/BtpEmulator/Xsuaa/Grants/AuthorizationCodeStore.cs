using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The authorization codes nobody has redeemed yet.</summary>
internal sealed class AuthorizationCodeStore
{
    private readonly ConcurrentDictionary<string, AuthorizationCode> codes = new(StringComparer.Ordinal);

    public string Issue(AuthorizationCode code)
    {
        var value = Guid.NewGuid().ToString("N");
        codes[value] = code;
        return value;
    }

    /// <summary>Whatever comes of it, a code that was shown once is used up.</summary>
    public AuthorizationCode? Redeem(string value) => codes.TryRemove(value, out var code) ? code : null;
}
