using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenModule.ServiceKeys;

namespace TokenModule;

/// <summary>Wraps the text of any key as the tools and platforms do, and reads it back.</summary>
internal static class Wrapping
{
    public static IReadOnlyDictionary<string, Func<string, string, ServiceBinding>> All { get; } = new Dictionary<string, Func<string, string, ServiceBinding>>
    {
        ["JSON"] = (key, _) => OfText(key),
        ["cf v6"] = (key, _) => OfText($"Getting key k for service instance i as u...\n\n{key}\n"),
        ["cf v8"] = (key, _) => OfText($"Getting key k for service instance i as u...\n\n{Credentials(key)}\n"),
        ["btp"] = (key, _) => OfText($$"""{"id":"1","ready":true,"name":"k","service_instance_id":"2","labels":{},"credentials":{{key}}}"""),
        ["VCAP"] = (key, _) => OfText(Vcap(key)),
        ["cf env v6"] = (key, _) => OfText($$"""
            Getting env variables for app a in org o / space s as u...
            OK

            System-Provided:
            {
             "VCAP_SERVICES": {{Vcap(key)}}
            }

            {
             "VCAP_APPLICATION": { "application_name": "a" }
            }

            No user-defined env variables have been set
            """),
        ["cf env v8"] = (key, _) => OfText($$"""
            Getting env variables for app a in org o / space s as u...
            System-Provided:
            VCAP_SERVICES: {{Vcap(key)}}

            VCAP_APPLICATION: { "application_name": "a" }

            User-Provided:
            FOO: bar
            """),
        ["Secret JSON"] = (key, _) => OfText(JsonSerializer.Serialize(new { apiVersion = "v1", kind = "Secret", metadata = new { name = "k" }, data = Members(key).ToDictionary(m => m.Key, m => Base64(m.Value)) })),
        ["Secret YAML"] = (key, _) => OfText("apiVersion: v1\nkind: Secret\nmetadata:\n  name: k\ntype: Opaque\ndata:\n" + string.Concat(Members(key).Select(m => $"  {m.Key}: {Base64(m.Value)}\n"))),
        ["mount"] = (key, folder) => OfDirectory(folder, Members(key)),
        ["mount with .metadata"] = (key, folder) => OfDirectory(folder, [.. Members(key), new(".metadata", Metadata(key)), new("type", "xsuaa"), new("instance_name", "i")]),
        ["mount of a container"] = (key, folder) => OfDirectory(folder, [new("credentials", key), new(".metadata", """{"credentialProperties":[{"name":"credentials","format":"json","container":true}]}""")]),
        ["base64"] = (key, _) => OfText(Base64(key)),
    };

    private static ServiceBinding OfText(string text) => Assert.Single(ServiceKeyReader.Bindings(text, "the test"));

    private static ServiceBinding OfDirectory(string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        Directory.CreateDirectory(folder);
        foreach (KeyValuePair<string, string> file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Key), file.Value);
        }

        return Assert.Single(ServiceKeyFile.Bindings(folder));
    }

    private static string Credentials(string key) => $$"""{"credentials":{{key}}}""";

    private static string Vcap(string key) => $$"""{"service":[{"label":"service","plan":"p","name":"i","tags":[],"instance_name":"i","binding_name":null,"credentials":{{key}}}]}""";

    // Text as it is, everything else as JSON: so the operator writes the members of a binding.
    private static IEnumerable<KeyValuePair<string, string>> Members(string key)
    {
        return JsonNode.Parse(key)!.AsObject().Select(m => new KeyValuePair<string, string>(m.Key, m.Value is JsonValue value && value.TryGetValue(out string? text) ? text : m.Value!.ToJsonString()));
    }

    private static string Metadata(string key)
    {
        return JsonSerializer.Serialize(new
        {
            metaDataProperties = new[] { new { name = "type", format = "text" }, new { name = "instance_name", format = "text" } },
            credentialProperties = JsonNode.Parse(key)!.AsObject().Select(m => new { name = m.Key, format = m.Value is JsonValue value && value.TryGetValue(out string? _) ? "text" : "json" }),
        });
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
