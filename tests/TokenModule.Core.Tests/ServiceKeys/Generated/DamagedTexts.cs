using FsCheck;
using FsCheck.Fluent;

namespace TokenModule;

/// <summary>
/// Generates texts that are almost keys: samples that are cut, repeated or mixed with other syntax, and syntax alone.
/// </summary>
internal static class DamagedTexts
{
    private static readonly string[] Pieces =
    [
        "{", "}", "{}", "[", "]", "\"", "'", "\\", ":", ",", "<", ">", "<x>", "...", "…", "\n", "\r\n", "\t", " ", "  ", "#", " #", "&",
        "*", "|", "|-\n", ">", "!", "%", "-", "- ", "---\n", "=", "+", "/", "//", "/*", "*/", "\0",
        "\ufeff", "ä", "\ud800", "\\ud800", "\\u0000", "\\x", "null", "true", "1e999999999", "-", "0x", "99999999999999999999999999999999",
        "{\"a\":", "\"a\":1,", "\"uaa\":", "\"credentials\":", "\"VCAP_SERVICES\":", "VCAP_SERVICES: ", "VCAP_APPLICATION: {",
        "\"kind\":\"Secret\",", "\"kind\":\"List\",", "\"apiVersion\":\"v1\",", "\"data\":", "\".metadata\":",
        "apiVersion: v1\n", "kind: Secret\n", "kind: List\n", "data:\n", "items:\n", "  a: b\n", "stringData:\n", "metadata:\n",
        "Getting key a for service instance b as c...\n", "System-Provided:\n", "User-Provided:\n", "OK\n", "TIP: x\n",
        "https://", "http://[", "https://u:p@x", "{{x}}", "<<x>>", Deep, Wide, Long,
    ];

    private static string Deep => string.Concat(Enumerable.Repeat("{\"a\":[", 200));

    private static string Wide => string.Concat(Enumerable.Repeat("\"a\":{},", 500));

    private static string Long => new('x', 70_000);

    /// <summary>Random text, and pieces of syntax in random order.</summary>
    public static Arbitrary<string> AnyText { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(t => t ?? string.Empty),
        Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p))).ToArbitrary();

    /// <summary>A sample with some damage.</summary>
    public static Arbitrary<string> AnyDamage { get; } = (
        from sample in Gen.Elements(ServiceKeySamples.All.Values.ToArray())
        from count in Gen.Choose(1, 5)
        from damages in Damage.ListOf(count)
        select damages.Aggregate(sample, (text, damage) => damage(text))).ToArbitrary();

    private static Gen<Func<string, string>> Damage { get; } =
        from kind in Gen.Choose(0, 5)
        from at in Gen.Choose(0, 1_000_000)
        from length in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 400))
        from to in Gen.Choose(0, 1_000_000)
        from piece in Gen.Elements(Pieces)
        select (Func<string, string>)(text => ApplyDamage(text, kind, at % (text.Length + 1), length, to, piece));

    private static string ApplyDamage(string text, int kind, int start, int length, int to, string piece)
    {
        int end = Math.Min(start + length, text.Length);
        return kind switch
        {
            0 => text[..start],
            1 => text[..start] + text[end..],
            2 => text[..end] + text[start..],
            3 => text[..start] + piece + text[end..],
            4 => text.Insert(start, piece),
            _ => text.Remove(start, end - start).Insert(to % (text.Length - end + start + 1), text[start..end]),
        };
    }
}
