using TokenModule.Json;

namespace TokenModule.Claims;

/// <summary>The parts of a JWS that the check of the signature needs.</summary>
internal readonly struct SignedToken(JsonMembers header, JsonMembers claims, byte[] content, byte[] signature)
{
    private readonly JsonMembers claims = claims;

    public JsonMembers Header { get; } = header;

    /// <summary>The signed content: the encoded header and payload with the dot between them (RFC 7515 section 5.2).</summary>
    public byte[] Content { get; } = content;

    public byte[] Signature { get; } = signature;

    /// <summary>Returns the claims. Call it only after the signature was found valid.</summary>
    public TokenClaims ToVerifiedClaims(TimeProvider clock) => new(Header, claims, clock) { SignatureVerified = true };
}
