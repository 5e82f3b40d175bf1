using System.Buffers.Text;
using System.Text;

namespace TokenModule;

/// <summary>Unsigned tokens for tests of reading.</summary>
internal static class TestJwt
{
    public const string Header = """{"alg":"RS256","kid":"key-1","typ":"JWT"}""";

    public static string Create(string claims, string header = Header) => $"{Encode(header)}.{Encode(claims)}.AAAA";

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static TokenClaims ReadClaims(string claims) => TokenClaims.Parse(Create(claims), TimeProvider.System);
}
