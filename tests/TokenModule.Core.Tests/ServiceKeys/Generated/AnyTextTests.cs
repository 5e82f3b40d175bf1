using System.Collections;
using FsCheck;
using FsCheck.Fluent;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Text;
using Xunit.Abstractions;

namespace TokenModule;

/// <summary>
/// Every text results in keys or in a <see cref="ServiceKeyException"/> without a part of the secret, within a bounded time.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AnyTextTests(ITestOutputHelper output)
{
    // Long enough for a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // No six consecutive characters of the secret may appear.
    private static readonly string[] Canaries =
    [
        .. EnumerateSubstrings("Qz7Xk2Vw9Jp4Rm8Ts"),
        .. EnumerateSubstrings(ServiceKeySamples.EncodeBase64(ServiceKeySamples.Secret).TrimEnd('=')),
    ];

    private readonly Config settings = GeneratedCases.Configure(1500, output);

    [Fact]
    public void Any_text_results_in_keys_or_a_typed_error() => Prop.ForAll(DamagedTexts.AnyText, CheckText).Check(settings);

    [Fact]
    public void Damaged_key_results_in_keys_or_a_typed_error_without_the_secret()
    {
        Prop.ForAll(DamagedTexts.AnyDamage, CheckText).Check(settings);
    }

    [Fact]
    public void Damaged_text_and_its_single_lines_have_the_same_result()
    {
        Prop.ForAll(DamagedTexts.AnyDamage, RequireEqualResults).Check(settings);
    }

    private static void RequireEqualResults(string text)
    {
        Assert.Equal(DescribeResult(() => ServiceKeyReader.ReadBindings(text, "the test")), DescribeResult(() => ReadLineByLine(text)));
    }

    private static void CheckText(string text)
    {
        Task<ServiceKeyException?> reading = Task.Run(() => ReadKeysOrError(text));
        Assert.True(((IAsyncResult)reading).AsyncWaitHandle.WaitOne(Soon), "Reading does not end.");

        // Rethrows every other exception.
        if (reading.GetAwaiter().GetResult() is not { } error)
            return;

        string shown = error
            + string.Concat(error.Data.Cast<DictionaryEntry>().Select(d => $"{d.Key}{d.Value}")) + error.InnerException?.Data.Count;
        Assert.DoesNotContain(Canaries, c => shown.Contains(c, StringComparison.Ordinal));
    }

    private static ServiceKeyException? ReadKeysOrError(string text)
    {
        try
        {
            foreach (ServiceBinding binding in ServiceKeyReader.ReadBindings(text, "the test", "name"))
            {
                _ = ServiceKeyReader.IsKey(binding);
                Assert.DoesNotContain(
                    ServiceKeySamples.Secret,
                    binding.ToString().Replace(binding.Name!, string.Empty, StringComparison.Ordinal),
                    StringComparison.Ordinal);
                _ = ServiceKeyReader.ReadKey(binding);
            }

            return null;
        }
        catch (ServiceKeyException e)
        {
            return e;
        }
    }

    private static List<ServiceBinding> ReadLineByLine(string text)
    {
        ServiceKeyLines lines = new();
        List<ServiceBinding> found = [];
        foreach (string line in text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n'))
        {
            found.AddRange(lines.AddLines(line).SelectMany(d => ServiceKeyReader.ReadBindings(d, "the test")));
        }

        found.AddRange(lines.Complete().SelectMany(d => ServiceKeyReader.ReadBindings(d, "the test")));
        return found.Count > 0 ? found : throw ServiceKeyReader.CreateNoKeyError("the test");
    }

    private static string DescribeResult(Func<IEnumerable<ServiceBinding>> read)
    {
        try
        {
            return string.Join("\n", read().Select(b => $"{b.Name} {b.ServiceName} {b.InstanceName} {b.Credentials}"));
        }
        catch (ServiceKeyException e)
        {
            return e.Message;
        }
    }

    private static IEnumerable<string> EnumerateSubstrings(string text)
    {
        return Enumerable.Range(0, text.Length - 5).Select(i => text.Substring(i, 6));
    }
}
