using FsCheck;
using FsCheck.Fluent;

namespace TokenModule;

/// <summary>
/// Generates tokens that are almost valid: characters are replaced, cut, doubled or moved, or the JSON was damaged before signing.
/// </summary>
internal static class DamagedTokens
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly string[] Pieces = [".", "..", "=", "==", " ", "\n", "\t", "+", "/", "-", "_", "A", "AA", "Bearer ", "%3D", "\0",
        "\u0410", "\ud800", "eyJ9", "e30", "bnVsbA"];

    private static readonly string[] Syntax =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\ud800", "\\ud83d\\ude00", "null", "true", "-", "0", "1e999", "1e-5",
            "99999999999999999999", "//", "/**/", "\ufeff", "\u0001", "ä", "\ud83d\ude00",
        "\"exp\":1,", "\"\\u0065xp\":9999999999,", "\"exp\":null,", "\"nbf\":9999999999,", "\"aud\":\"x\",", "\"aud\":[1,null,\"x\"],",
            "\"iss\":{},", "\"scope\":\"a b\",", "\"scope\":[[\"a\"],{\"b\":1},\"!t1.c\"],",
        "\"ext_attr\":[],", "\"ext_attr\":{\"zdn\":1},", "\"ext_cxt\":{\"xs.system.attributes\":{\"xs.rolecollections\":\"r\"}},",
            "\"xs.user.attributes\":{\"a\":[]},", "\"\":\"\",", Deep,
    ];

    private static string Deep => new('[', 70);

    /// <summary>A signed token whose text was damaged after signing.</summary>
    public static Arbitrary<string> GenerateTexts(string token) => (
        from count in Gen.Choose(1, 3)
        from damages in GenerateDamage(Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Digits.ToCharArray()).Select(c => c.ToString())))
            .ListOf(count)
        select damages.Aggregate(token, (text, damage) => damage(text))).ToArbitrary();

    /// <summary>A token with a valid signature, whose claims were damaged before signing.</summary>
    public static Arbitrary<string> GenerateClaims(string claims) => (
        from count in Gen.Choose(0, 3)
        from damages in GenerateDamage(Gen.Elements(Syntax)).ListOf(count)
        select SigningKeys.Sign(damages.Aggregate(claims, (text, damage) => damage(text)))).ToArbitrary();

    private static Gen<Func<string, string>> GenerateDamage(Gen<string> pieces) =>
        from kind in Gen.Choose(0, 5)
        from at in Gen.Choose(0, 1_000_000)
        from length in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 200))
        from to in Gen.Choose(0, 1_000_000)
        from piece in pieces
        select (Func<string, string>)(text => Apply(text, kind, at % (text.Length + 1), length, to, piece));

    private static string Apply(string text, int kind, int start, int length, int to, string piece)
    {
        int end = Math.Min(start + length, text.Length);
        return kind switch
        {
            0 => text[..start] + piece + text[Math.Min(start + 1, text.Length)..],
            1 => text[..start] + text[end..],
            2 => text[..end] + text[start..],
            3 => text[..start] + piece + text[end..],
            4 => text.Insert(start, piece),
            _ => text.Remove(start, end - start).Insert(to % (text.Length - end + start + 1), text[start..end]),
        };
    }
}
