using System.Buffers.Text;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>Tests tokens that were changed after signing, or signed with a key of somebody else.</summary>
public sealed class ForgedTokenTests
{
    private static readonly string ValidToken = SigningKeys.Sign(TestVerifier.FormatClaims());
    private static readonly string[] Segments = ValidToken.Split('.');

    public static TheoryData<string> Tokens { get; } =
    [
        $"{Segments[0]}.{TestJwt.Encode(TestVerifier.FormatClaims("\"scope\":[\"admin\"]"))}.{Segments[2]}",
        $"{TestJwt.Encode("""{"alg":"RS256","kid":"another"}""")}.{Segments[1]}.{Segments[2]}",
        $"{TestJwt.Encode("""{"alg":"RS384","kid":"key-1"}""")}.{Segments[1]}.{Segments[2]}",
        $"{TestJwt.Encode("""{"alg":"PS256","kid":"key-1"}""")}.{Segments[1]}.{Segments[2]}",
        $"{Segments[0]}.{Segments[1]}.",
        $"{Segments[0]}.{Segments[1]}.AAAA",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString(new byte[256])}",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 256).ToArray())}",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(Segments[2])])}",
        $"{Segments[0]}.{Segments[1]}.{Segments[2]}AAAA",
        $"{Segments[1]}.{Segments[0]}.{Segments[2]}",
        SigningKeys.Sign(TestVerifier.FormatClaims(), rsa: SigningKeys.OtherRsa),
        SigningKeys.Sign(TestVerifier.FormatClaims(), "ES256"),
        SigningKeys.Sign(TestVerifier.FormatClaims(), "HS256"),
    ];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Forged_token_is_rejected_because_of_its_signature(string token)
    {
        Assert.Equal(Failure.SignatureInvalid, TestVerifier.AssertRejected(token));
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Error_message_contains_no_part_of_a_forged_token(string token)
    {
        BtpException refusal = Assert.ThrowsAny<BtpException>(() => TestVerifier.Verify(token));

        Assert.DoesNotContain(token.Split('.').Where(s => s.Length > 8), s => refusal.ToString().Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public void Rejected_token_is_a_verdict_but_a_missing_key_is_not()
    {
        Assert.True(Assert.Throws<TokenVerificationException>(() => TestVerifier.Verify(ValidToken + "AAAA")).IsVerdict);
        Assert.False(Assert.Throws<TokenVerificationException>(() => TestVerifier.Verify(ValidToken, "no PEM")).IsVerdict);
    }

    [Fact]
    public void Control_characters_of_a_header_do_not_reach_the_terminal()
    {
        string message = TestVerifier.GetRejectionMessage(
            SigningKeys.Sign(TestVerifier.FormatClaims(), header: """{"alg":"\u001b[2J\r\n\u202eRS256"}"""));

        Assert.DoesNotContain(message, c => char.IsControl(c) || c == '\u202e');
    }
}
