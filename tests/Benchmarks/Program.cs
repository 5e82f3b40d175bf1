using BenchmarkDotNet.Running;
using TokenModule.Benchmarks;

if (args is ["claims"])
    await AlternatingRuns.MeasureClaimsAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(ClaimsBenchmark).Assembly).Run(args);
