using System.Diagnostics;
using System.Globalization;

namespace TokenModule.Benchmarks;

/// <summary>
/// Runs cases alternately in one process. When the speed of the machine changes, it changes for all cases, so their ratio stays reliable.
/// </summary>
internal static class AlternatingRuns
{
    private const int Rounds = 101;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task MeasureClaimsAsync()
    {
        ClaimsBenchmark reading = new();
        await reading.SetupAsync();
        Measure(
            ("Microsoft.IdentityModel.JsonWebTokens", () => reading.ReadWithIdentityModel()),
            ("read strictly", () => reading.ReadStrictly()),
            ("read strictly, with scopes", () => reading.ReadStrictlyWithScopes()));

        VerificationBenchmark verification = new();
        await verification.SetupAsync();
        Measure(
            ("RSA.VerifyData alone", () => verification.VerifySignatureOnly()),
            ("verify, key reused", () => verification.VerifyAsync().AsTask()));
        verification.Cleanup();
    }

    // The first case is the baseline of the ratios.
    private static void Measure(params (string Name, Action Run)[] cases)
    {
        int[] times = [.. cases.Select(c => CountRunsPerTurn(c.Run))];
        List<double>[] micro = [.. cases.Select(_ => new List<double>())];
        long[] bytes = new long[cases.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                micro[i].Add(Run(cases[i].Run, times[i]).TotalMicroseconds / times[i]);
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / times[i];
            }
        }

        foreach (List<double> measured in micro)
        {
            measured.Sort();
        }

        for (int i = 0; i < cases.Length; i++)
        {
            (double fastest, double median, double slowest) = (micro[i][0], micro[i][Rounds / 2], micro[i][^1]);
            double ratio = median / micro[0][Rounds / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {cases[i].Name} | {Rounds} | {fastest:0.00} | {median:0.00} | {slowest:0.00} | {ratio:0.00} | {bytes[i]} B |"));
        }
    }

    // Counts the runs that fill one turn, after the warm-up in which the runtime recompiles the case.
    private static int CountRunsPerTurn(Action run)
    {
        long done = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (; watch.Elapsed < WarmUp; done += 100)
        {
            Run(run, 100);
        }

        return (int)Math.Max(1, done * Turn.Ticks / watch.Elapsed.Ticks);
    }

    private static TimeSpan Run(Action run, int times)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < times; i++)
        {
            run();
        }

        return watch.Elapsed;
    }
}
