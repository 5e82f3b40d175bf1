using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(TokenModule.Benchmarks.ClaimsBenchmark).Assembly).Run(args);
