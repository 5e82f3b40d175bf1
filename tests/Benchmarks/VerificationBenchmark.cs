using BenchmarkDotNet.Attributes;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TokenModule.Claims.Verification;
using TokenModule.Http;

namespace TokenModule.Benchmarks;

/// <summary>Compares verifying a token with a key that was used before with checking only its signature.</summary>
[MemoryDiagnoser]
public class VerificationBenchmark
{
    private readonly HttpTransport transport = new(TimeProvider.System);
    private readonly RSA rsa = RSA.Create(2048);
    private readonly TrustedKeys trusted;
    private readonly TokenVerifier verifier;
    private ExpectedClaims expected = new();
    private byte[] content = [];
    private byte[] signature = [];
    private string token = string.Empty;

    public VerificationBenchmark()
    {
        trusted = new TrustedKeys { Pem = rsa.ExportSubjectPublicKeyInfoPem() };
        verifier = new TokenVerifier(new PublishedKeys(transport, TimeProvider.System), TimeProvider.System);
    }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        // The token of the emulator, signed again with a key whose private part is known here.
        string[] segments = (await BenchmarkData.CreateTokenAsync()).Split('.');
        content = Encoding.ASCII.GetBytes($"{segments[0]}.{segments[1]}");
        signature = rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        token = $"{segments[0]}.{segments[1]}.{Base64Url.EncodeToString(signature)}";
        expected = new ExpectedClaims { Client = [TokenClaims.Parse(token, TimeProvider.System).ClientId!] };
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        transport.Dispose();
        rsa.Dispose();
    }

    [Benchmark(Baseline = true)]
    public bool VerifySignatureOnly() => rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public ValueTask<TokenClaims> VerifyAsync() =>
        verifier.VerifyAsync(token, trusted, expected, NetworkOptions.Default, CancellationToken.None);
}
