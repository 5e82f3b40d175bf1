using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Http;

namespace BtpEmulator.Bearer;

/// <summary>Verifies the bearer token of an API request as a resource server of the landscape does.</summary>
internal sealed class BearerTokenVerifier(Landscape landscape)
{
    public bool TryVerify(string authorization, [NotNullWhen(true)] out BearerToken? token, out string problem)
    {
        token = null;
        problem = "Full authentication is required to access this resource";
        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return false;

        string received = authorization["Bearer ".Length..].Trim();
        return TryVerifyJwt(landscape.OpaqueTokens.Find(received) ?? received, out token, out problem);
    }

    public bool TryVerifyJwt(string value, [NotNullWhen(true)] out BearerToken? token, out string problem)
    {
        problem = FindProblem(value, out JsonObject? claims) ?? "";
        token = problem.Length is 0 && claims is not null ? new BearerToken(claims) : null;
        return token is not null;
    }

    private string? FindProblem(string value, out JsonObject? claims)
    {
        claims = null;
        string[] parts = value.Split('.');
        if (parts.Length is not 3) return "The token is not a JWT";
        if (!TryDecode(parts[2], out byte[]? signature) || ParseSegmentOrDefault(parts[0])?.GetText("alg") is not "RS256")
            return "The token is malformed";
        if (!landscape.SigningKey.Verify($"{parts[0]}.{parts[1]}", signature)) return "The signature of the token is invalid";

        claims = ParseSegmentOrDefault(parts[1]);
        return claims?["exp"]?.GetValue<long>() > landscape.Now.ToUnixTimeSeconds() ? null : "The token expired";
    }

    private static JsonObject? ParseSegmentOrDefault(string segment)
    {
        if (!TryDecode(segment, out byte[]? bytes)) return null;
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryDecode(string segment, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];
        if (Base64Url.DecodeFromChars(segment, bytes, out _, out int written) is not OperationStatus.Done) return false;
        Array.Resize(ref bytes, written);

        // .NET also accepts padding and white space, which RFC 7515 does not allow.
        return Base64Url.EncodeToString(bytes) == segment;
    }
}
