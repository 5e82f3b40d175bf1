using FsCheck;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace TokenModule;

/// <summary>
/// Settings of tests over generated cases. Each test prints its seed, and runs again with the seed in TOKENMODULE_TEST_SEED.
/// </summary>
internal static class GeneratedCases
{
    private const string Variable = "TOKENMODULE_TEST_SEED";

    public static Config Configure(int cases, ITestOutputHelper output)
    {
        Replay replay = ParseSeed(Environment.GetEnvironmentVariable(Variable));
        output.WriteLine($"To repeat this run, set {Variable}={replay.Rnd.Seed},{replay.Rnd.Gamma}");
        return Config.QuickThrowOnFailure.WithMaxTest(cases).WithEndSize(60).WithReplay(FSharpOption<Replay>.Some(replay));
    }

    /// <summary>Reads a seed as FsCheck prints it: two numbers, and a third for the size at the failing case.</summary>
    internal static Replay ParseSeed(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return new Replay(new Rnd((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64() | 1), FSharpOption<int>.None);

        ulong[] numbers =
            [.. text.Trim('(', ')').Split(',').Select(number => ulong.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        return new Replay(new Rnd(numbers[0], numbers[1]), numbers.Length > 2 ? FSharpOption<int>.Some((int)numbers[2])
            : FSharpOption<int>.None);
    }
}
