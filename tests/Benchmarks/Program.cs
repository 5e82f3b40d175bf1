using BenchmarkDotNet.Running;
using TokenModule.Benchmarks;

if (args is ["claims"])
    await InTurn.ClaimsAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(ClaimsBenchmark).Assembly).Run(args);
