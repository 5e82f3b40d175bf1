using TokenModule.ServiceKeys;

namespace TokenModule;

/// <summary>Texts that could make a reader use much more memory or time than their length.</summary>
[Collection(nameof(SequentialTests))]
[Trait("Category", "Slow")]
public sealed class HugeTextTests
{
    private const int Length = 1_000_000;

    public static TheoryData<string, string, string> Texts { get; } = new()
    {
        { "", "{", "" },
        { "", "{}", "" },
        { "", "{\"a\":", "" },
        { "", "{\"a\":1}\n", "" },
        { "{\"a\":[0", ",0", "]}" },
        { "{\"a\":[[]", ",[]", "]}" },
        { "{\"a\":{}", ",\"a\":{}", "}" },
        { "{\"clientid\":\"", "x", "\"}" },
        { "{\"clientid\":\"", "\\u0041", "\"}" },
        { "{\"a\":", "1", "}" },
        { "{\"a\":", ":<", "}" },
        { "{\"a\":", ":...", "}" },
        { "{\"a\":", "<", "" },
        { "{\"a\":", " ", "<x>}" },
        { "{", "/*", "}" },
        { "{", "/", "}" },
        { "{\n", "\"\n", "}" },
        { "", "\"", "" },
        { "", " ", "" },
        { "", "\n", "" },
        { "", "a\n", "" },
        { "", "[", "" },
        { "", "{ ", "x" },
        { "", "QUFB", "" },
        { "", "QUFB\n", "" },
        { "Getting key ", "a for service instance ", " as " },
        { "Getting key a for service instance ", " as ", "" },
        { "{\"xsuaa\":[{\"credentials\":{}}", ",{\"credentials\":{}}", "]}" },
        { "{\"VCAP_SERVICES\":\"{}", " ", "\"}" },
        { "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{}", ",{}", "]}" },
        { "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"a\":\"\"", ",\"a\":\"\"", "}}" },
        { "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"a\":\"", "QUFB", "\"}}" },
        { "apiVersion: v1\nkind: Secret\ndata:\n", "  a: b\n", "" },
        { "apiVersion: v1\nkind: Secret\ndata:\n  a: |\n", "    b\n", "" },
        { "apiVersion: v1\nkind: Secret\ndata:\n  a: |\n", "\n", "" },
        { "apiVersion: v1\nkind: Secret\ndata:\n  a: ", "x", "\n" },
        { "apiVersion: v1\nkind: Secret\ndata:\n  a: \"", "\\\"", "\"\n" },
        { "apiVersion: v1\nkind: Secret\ndata:\n  a: '", "''", "'\n" },
        { "apiVersion: v1\nkind: List\nitems:\n", "- \n", "" },
        { "apiVersion: v1\nkind: List\nitems:\n", "- ", "" },
        { "apiVersion: v1\n", "a:\n", "" },
        { "", "apiVersion: v1\n", "" },
        { "", "---\n", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Reading_two_megabytes_of_text_takes_at_most_ten_times_that_memory(string first, string repeated, string last)
    {
        string text = first + string.Concat(Enumerable.Repeat(repeated, Length / repeated.Length)) + last;
        long before = MeasureHeapSize();
        long peak = before;
        Task reading = Task.Run(() => ReadText(text));
        while (!reading.IsCompleted)
        {
            peak = Math.Max(peak, MeasureHeapSize());
            await Task.WhenAny(reading, Task.Delay(20));
        }

        await reading;
        Assert.InRange(peak - before, long.MinValue, 10L * sizeof(char) * text.Length);
    }

    // The size of the objects that survived the last collection. Garbage that was allocated since then is not counted.
    private static long MeasureHeapSize()
    {
        GC.Collect();
        GCMemoryInfo collection = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return collection.HeapSizeBytes - collection.FragmentedBytes;
    }

    private static void ReadText(string text)
    {
        try
        {
            _ = ServiceKeyReader.ReadBindings(text, "the test").Count(ServiceKeyReader.IsKey);
        }
        catch (ServiceKeyException)
        {
            // A typed error is a valid result.
        }
    }
}
