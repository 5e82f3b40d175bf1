using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

/// <summary>How much memory a server can make the client use. The measurement covers the whole process.</summary>
[Collection(nameof(SequentialTests))]
public sealed class ResponseMemoryTests : IClassFixture<SharedEmulator>, IDisposable
{
    private readonly HttpTransport transport = new(new TestClock());
    private readonly Emulator btp;

    public ResponseMemoryTests(SharedEmulator shared)
    {
        btp = shared.Btp;
        btp.Faults.Clear();
        btp.Requests.Clear();
    }

    [Theory]
    [InlineData("gzip bomb", Failure.ApiError)]
    [InlineData("length of 200 MB", Failure.NetworkBroken)]
    [InlineData("length of 300 MB", Failure.ApiError)]
    [InlineData("header of 200 KB", Failure.NetworkBroken)]
    public async Task A_hostile_answer_costs_bounded_memory(string answer, Failure expected)
    {
        btp.Faults.Add(CreateFault(answer));
        TransportRequest call = new(HttpMethod.Get, new Uri(btp.Address, "/hostile"))
        {
            MaximumResponseLength = answer == "gzip bomb" ? 1024 * 1024 : 256 * 1024 * 1024,
            UnusableResponseFailure = Failure.ApiError,
            Resend = ResendPolicy.Never,
        };
        long before = GC.GetTotalAllocatedBytes(precise: true);

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));

        Assert.Equal((expected, 1), (error.Failure, btp.Requests.All.Count));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000_000);
    }

    public void Dispose() => transport.Dispose();

    private static Fault CreateFault(string answer) => answer switch
    {
        "gzip bomb" => FaultExamples.CreateCompressed(new byte[100_000_000], cut: 0),
        "length of 200 MB" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n{}" },
        "length of 300 MB" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n{}" },
        _ => FaultExamples.Create(answer, "{}"),
    };
}
