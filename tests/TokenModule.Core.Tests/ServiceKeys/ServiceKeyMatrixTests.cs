using System.Reflection;
using BtpEmulator;
using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Tests the table in docs/service-keys.md: every shape in every wrapper is read, and gets a token.</summary>
public sealed class ServiceKeyMatrixTests(SharedEmulator shared) : EmulatorTestBase(shared), IClassFixture<SharedEmulator>
{
    private static readonly string Root = typeof(ServiceKeyMatrixTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Wrappers => [.. KeyWrapping.All.Keys];

    private protected override TimeProvider Time => TimeProvider.System;

    [Theory]
    [MemberData(nameof(Wrappers))]
    public async Task Every_key_shape_in_this_wrapper_is_read_and_gets_a_token(string wrapper)
    {
        string folder = Directory.CreateTempSubdirectory("TokenModule.Tests.").FullName;
        try
        {
            foreach (string name in Emulator.ServiceKeyNames.Where(IsReadable))
            {
                ServiceKey key = ServiceKeyReader.ReadKey(
                    KeyWrapping.All[wrapper](Btp.GetServiceKeyJson(name), Path.Combine(folder, name)));
                TokenRequest request = key.GrantType == GrantType.Password
                    ? CreateSignInRequest(key, "bob@example.com", "Efgh")
                    : TokenRequest.FromKey(key);

                OAuthToken token = await Client.GetTokenAsync(
                    request with { Network = new NetworkOptions { Proxy = new ProxyServer(Btp.ProxyAddress) } }, CancellationToken.None);
                Assert.Equal(ReadKey(name).ClientId, token.ClientId);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Documentation_table_lists_every_shape_and_every_wrapper()
    {
        string[] table =
        [
            .. File.ReadLines(Path.Combine(Root, "docs", "service-keys.md"))
                .SkipWhile(line => !line.StartsWith("| key |", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|')),
        ];
        string[] columns = SplitCells(table[0]);
        string[] rows = [.. table.Skip(2).Select(line => SplitCells(line)[0].Trim('`'))];

        Assert.Equal(KeyWrapping.All.Keys, columns.Skip(1));
        Assert.Equal(Emulator.ServiceKeyNames.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.All(table.Skip(2), line => Assert.All(SplitCells(line).Skip(1), cell => Assert.Equal("✓", cell)));
    }

    private bool IsReadable(string name)
    {
        return PemFactAttribute.IsRead || !Btp.GetServiceKeyJson(name).Contains("BEGIN CERTIFICATE", StringComparison.Ordinal);
    }

    private static string[] SplitCells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
