using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Text.Yaml;

namespace TokenModule;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: b", """{"a":"b"}""")]
    [InlineData("a:\n  b: c # comment\n# comment\n  d: 1\ne: ", """{"a":{"b":"c","d":"1"},"e":null}""")]
    [InlineData("a: {}\nb: []\nc: ~\nd: null\ne: true", """{"a":{},"b":[],"c":null,"d":null,"e":"true"}""")]
    [InlineData("a: https://x.example:443/#b\n", """{"a":"https://x.example:443/#b"}""")]
    [InlineData(
        "kubectl.kubernetes.io/x: a\n.metadata: b\n\"q: k\": c\n'it''s': d",
        """{"kubectl.kubernetes.io/x":"a",".metadata":"b","q: k":"c","it's":"d"}""")]
    [InlineData("a: \"x\\n\\u00e4\\\"#y\" # c\nb: 'it''s #1'\nc: \"\"", """{"a":"x\nä\"#y","b":"it's #1","c":""}""")]
    [InlineData(
        "a:\n- b\n- c: d\n  e: f\n-\n  g: h\n- - i\n  - j\n- \"k: l\"\nm: n",
        """{"a":["b",{"c":"d","e":"f"},{"g":"h"},["i","j"],"k: l"],"m":"n"}""")]
    [InlineData("a:\n  - b:\n      c: d\n    e: |\n      f\n", """{"a":[{"b":{"c":"d"},"e":"f\n"}]}""")]
    [InlineData("a: |\n  x\n   y\n\n  z\n\nb: c", """{"a":"x\n y\n\nz\n","b":"c"}""")]
    [InlineData("a: |-\n  x\n\nb: |+\n  y\n\n", """{"a":"x","b":"y\n\n"}""")]
    [InlineData("a: >-\n  x\n  y\n\n  z\n   i\n  j\n", """{"a":"x y\nz\n i\nj"}""")]
    [InlineData("a: |2\n   x\nb: |\nc: |-\n\n  # no comment: {\n", """{"a":" x\n","b":"","c":"\n# no comment: {"}""")]
    [InlineData("a: b\r\nc: |\r\n  x\r\n", """{"a":"b","c":"x\n"}""")]
    public void YAML_of_manifests_is_read(string yaml, string json)
    {
        Assert.Equal(json, ReadYaml(yaml));
    }

    [Theory]
    [InlineData("a: &x canary", 1)]
    [InlineData("a: b\nc: *canary", 2)]
    [InlineData("a: !!binary canary", 1)]
    [InlineData("a: {b: canary}", 1)]
    [InlineData("a: [canary]", 1)]
    [InlineData("a:\n\tb: canary", 2)]
    [InlineData("a:\n  b: \"canary\n    more\"", 2)]
    [InlineData("a: canary\n  more", 2)]
    [InlineData("a: b: canary", 1)]
    [InlineData("a:\n    b: c\n  d: canary", 3)]
    [InlineData("a: b\ncanary", 2)]
    [InlineData("a: \"canary\" b", 1)]
    [InlineData("a: \"\\q canary\"", 1)]
    [InlineData("a: \"\\ud8\" canary", 1)]
    [InlineData("a: |x\n  canary", 1)]
    [InlineData("? a\n: canary", 1)]
    [InlineData("- canary", 1)]
    [InlineData("a: @canary", 1)]
    public void Unsupported_YAML_is_rejected_with_its_line_and_advice(string yaml, int line)
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => ReadYaml(yaml));

        Assert.Contains($"line {line + 9},", error.Message, StringComparison.Ordinal);
        Assert.Contains("kubectl get secret NAME -o json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_depth_is_limited()
    {
        string deep = string.Concat(Enumerable.Range(0, 5000).Select(i => new string(' ', i) + "a:\n"));

        Assert.Contains("32 levels", Assert.Throws<ServiceKeyException>(() => ReadYaml(deep)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "32 levels",
            Assert.Throws<ServiceKeyException>(() => ReadYaml("a:\n" + string.Concat(Enumerable.Repeat("- ", 5000)) + "b")).Message,
            StringComparison.Ordinal);
    }

    // The lines arrive without carriage returns, and the first line has number 10.
    private static string ReadYaml(string yaml)
    {
        return YamlReader.ParseDocument(yaml.Replace("\r\n", "\n", StringComparison.Ordinal), 10, "the test").GetRawText().Replace(
            "\\u00E4", "ä", StringComparison.Ordinal);
    }
}
