namespace BtpEmulator;

/// <summary>RFC 6749 section 3.3: the scopes a client asks for, out of those it may have.</summary>
internal static class ScopeParameter
{
    public static IReadOnlyList<string> Narrow(IReadOnlyList<string> allowed, string? parameter)
    {
        if (parameter?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } wanted) return allowed;
        var foreign = wanted.Except(allowed, StringComparer.Ordinal).ToList();
        return foreign.Count is 0
            ? wanted
            : throw OAuthErrorException.CreateInvalidScope($"[{string.Join(", ", foreign)}] is invalid. Please use a valid scope name in the request");
    }
}
