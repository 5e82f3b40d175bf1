using System.Buffers.Text;
using System.Globalization;

namespace TokenModule;

/// <summary>Reads more tokens than would fit in memory.</summary>
[Collection(nameof(SequentialTests))]
[Trait("Category", "Slow")]
public sealed class ManyTokensTests
{
    [Fact]
    public void Reading_a_million_tokens_uses_constant_memory()
    {
        // Only the first claim differs. Its base64url text has whole groups of four digits, so the constant rest can be appended.
        string scopes = string.Join(',', Enumerable.Range(0, 25).Select(i => $"\"application!t{i}.some.scope\""));
        byte[] end = System.Text.Encoding.UTF8.GetBytes($"\",\"exp\":1900000000,\"scope\":[{scopes}]}}");
        string rest = $"{Base64Url.EncodeToString(end)}.{new string('A', 342)}";
        long before = Read(1, 100_000);

        long after = Read(100_000, 1_000_000);

        // The memory can shrink, because the objects of earlier tests are collected.
        Assert.InRange(after - before, long.MinValue, 1024 * 1024);

        long Read(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                string subject = TestJwt.Encode(string.Create(CultureInfo.InvariantCulture, $"{{\"sub\":\"{i:0000000000}"));
                if (TokenClaims.Parse($"{Header}.{subject}{rest}", TimeProvider.System).IsExpired)
                    return -1;
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static string Header { get; } = TestJwt.Encode(TestJwt.Header);
}
