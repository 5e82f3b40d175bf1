using System.Collections;
using FsCheck;
using FsCheck.Fluent;
using TokenModule.ServiceKeys;
using Xunit.Abstractions;

namespace TokenModule;

/// <summary>Whatever the text, keys come out or a <see cref="ServiceKeyException"/> that tells nothing of it, and soon.</summary>
[Trait("Category", "Slow")]
public sealed class AnyTextTests
{
    // Long enough for any machine that is busy; what does not end would take for ever.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    // Any five characters in a row would be a start.
    private static readonly string[] Canaries = [.. EnumerateSubstrings("Qz7Xk2Vw9Jp4Rm8Ts"), .. EnumerateSubstrings(ServiceKeySamples.EncodeBase64(ServiceKeySamples.Secret).TrimEnd('='))];

    private readonly Config settings;

    public AnyTextTests(ITestOutputHelper output)
    {
        settings = GeneratedCases.Configure(1500, output);
    }

    [Fact]
    public void Any_text_results_in_keys_or_a_typed_error() => Prop.ForAll(DamagedTexts.AnyText, CheckText).Check(settings);

    [Fact]
    public void Damaged_key_results_in_keys_or_a_typed_error_without_the_secret() => Prop.ForAll(DamagedTexts.AnyDamage, CheckText).Check(settings);

    [Fact]
    public void Damaged_text_and_its_single_lines_have_the_same_result()
    {
        Prop.ForAll(DamagedTexts.AnyDamage, text => Assert.Equal(DescribeResult(() => ServiceKeyReader.ReadBindings(text, "the test")), DescribeResult(() => ReadLineByLine(text)))).Check(settings);
    }

    private static void CheckText(string text)
    {
        Task<ServiceKeyException?> reading = Task.Run(() => ReadKeysOrError(text));
        Assert.True(((IAsyncResult)reading).AsyncWaitHandle.WaitOne(Soon), "It does not end.");

        // Anything but the typed error is thrown on here.
        if (reading.GetAwaiter().GetResult() is not { } error)
            return;

        string told = error + string.Concat(error.Data.Cast<DictionaryEntry>().Select(d => $"{d.Key}{d.Value}")) + error.InnerException?.Data.Count;
        Assert.DoesNotContain(Canaries, c => told.Contains(c, StringComparison.Ordinal));
    }

    private static ServiceKeyException? ReadKeysOrError(string text)
    {
        try
        {
            foreach (ServiceBinding binding in ServiceKeyReader.ReadBindings(text, "the test", "name"))
            {
                _ = ServiceKeyReader.IsKey(binding);
                Assert.DoesNotContain(ServiceKeySamples.Secret, binding.ToString().Replace(binding.Name!, string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
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

    private static IEnumerable<string> EnumerateSubstrings(string text) => Enumerable.Range(0, text.Length - 5).Select(i => text.Substring(i, 6));
}
