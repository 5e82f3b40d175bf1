namespace BtpEmulator.Xsuaa;

/// <summary>The <c>scope</c> parameter (RFC 6749 section 3.3), which limits the scopes of a token.</summary>
internal static class ScopeParameter
{
    public static IReadOnlyList<string> Narrow(IReadOnlyList<string> allowed, string? parameter)
    {
        if (parameter?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } requested) return allowed;
        List<string> unknown = requested.Except(allowed, StringComparer.Ordinal).ToList();
        if (unknown.Count is 0) return requested;
        throw OAuthErrorException.CreateInvalidScope(
            $"[{string.Join(", ", unknown)}] is invalid. Please use a valid scope name in the request");
    }
}
