using System.Buffers.Text;
using TokenModule.Claims.Verification;

namespace TokenModule;

/// <summary>A token changed after it was signed, or signed by somebody else.</summary>
public sealed class ForgedTokenTests
{
    private static readonly string Good = SigningKeys.Sign(Verifying.Claims());
    private static readonly string[] Segments = Good.Split('.');

    public static TheoryData<string> Tokens { get; } =
    [
        $"{Segments[0]}.{Jwt.Encode(Verifying.Claims("\"scope\":[\"admin\"]"))}.{Segments[2]}",
        $"{Jwt.Encode("""{"alg":"RS256","kid":"another"}""")}.{Segments[1]}.{Segments[2]}",
        $"{Jwt.Encode("""{"alg":"RS384","kid":"key-1"}""")}.{Segments[1]}.{Segments[2]}",
        $"{Jwt.Encode("""{"alg":"PS256","kid":"key-1"}""")}.{Segments[1]}.{Segments[2]}",
        $"{Segments[0]}.{Segments[1]}.",
        $"{Segments[0]}.{Segments[1]}.AAAA",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString(new byte[256])}",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 256).ToArray())}",
        $"{Segments[0]}.{Segments[1]}.{Base64Url.EncodeToString([0, .. Base64Url.DecodeFromChars(Segments[2])])}",
        $"{Segments[0]}.{Segments[1]}.{Segments[2]}AAAA",
        $"{Segments[1]}.{Segments[0]}.{Segments[2]}",
        SigningKeys.Sign(Verifying.Claims(), rsa: SigningKeys.OtherRsa),
        SigningKeys.Sign(Verifying.Claims(), "ES256"),
        SigningKeys.Sign(Verifying.Claims(), "HS256"),
    ];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void It_is_refused_and_its_signature_is_named_as_the_reason(string token)
    {
        Assert.Equal(Failure.SignatureInvalid, Verifying.Refused(token));
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public void The_refusal_repeats_nothing_of_it(string token)
    {
        BtpException refusal = Assert.ThrowsAny<BtpException>(() => Verifying.Verify(token));

        Assert.DoesNotContain(token.Split('.').Where(s => s.Length > 8), s => refusal.ToString().Contains(s, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_is_a_verdict_and_a_lack_of_keys_is_none()
    {
        Assert.True(Assert.Throws<TokenVerificationException>(() => Verifying.Verify(Good + "AAAA")).IsVerdict);
        Assert.False(Assert.Throws<TokenVerificationException>(() => Verifying.Verify(Good, "no PEM")).IsVerdict);
    }

    [Fact]
    public void What_a_header_says_cannot_steer_the_terminal_it_is_shown_on()
    {
        string message = Verifying.Message(SigningKeys.Sign(Verifying.Claims(), header: """{"alg":"\u001b[2J\r\n\u202eRS256"}"""));

        Assert.DoesNotContain(message, c => char.IsControl(c) || c == '\u202e');
    }
}
