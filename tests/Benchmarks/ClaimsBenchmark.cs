using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;
using System.Buffers.Text;
using System.Text.Json;

namespace TokenModule.Benchmarks;

/// <summary>
/// Compares reading a token strictly and completely with the library that .NET servers use, and with decoding the payload without any
/// check.
/// </summary>
[MemoryDiagnoser]
public class ClaimsBenchmark
{
    private string token = string.Empty;

    [GlobalSetup]
    public async Task SetupAsync() => token = await BenchmarkData.CreateTokenAsync();

    [Benchmark(Baseline = true)]
    public JsonWebToken ReadWithIdentityModel() => new(token);

    [Benchmark]
    public JsonDocument DecodePayloadOnly() => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));

    [Benchmark]
    public TokenClaims ReadStrictly() => TokenClaims.Parse(token, TimeProvider.System);

    [Benchmark]
    public string[] ReadStrictlyWithScopes() => TokenClaims.Parse(token, TimeProvider.System).Scopes;
}
