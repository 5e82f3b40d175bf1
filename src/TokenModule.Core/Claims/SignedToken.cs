using TokenModule.Json;

namespace TokenModule.Claims;

/// <summary>A JWS taken apart for the check of its signature.</summary>
internal readonly struct SignedToken(JsonMembers header, JsonMembers claims, byte[] content, byte[] signature)
{
    private readonly JsonMembers claims = claims;

    public JsonMembers Header { get; } = header;

    /// <summary>What was signed: header and payload as they stand, with the dot between them (RFC 7515, 5.2).</summary>
    public byte[] Content { get; } = content;

    public byte[] Signature { get; } = signature;

    /// <summary>To be called once the signature is known to hold.</summary>
    public TokenClaims ToVerifiedClaims(TimeProvider clock) => new(Header, claims, clock) { SignatureVerified = true };
}
