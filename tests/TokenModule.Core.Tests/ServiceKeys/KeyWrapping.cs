using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule;

/// <summary>Wraps the text of a key like tools and platforms do, and reads the result.</summary>
internal static class KeyWrapping
{
    public static IReadOnlyDictionary<string, Func<string, string, ServiceBinding>> All { get; } =
        new Dictionary<string, Func<string, string, ServiceBinding>>
    {
        ["JSON"] = (key, _) => ReadText(key),
        ["cf v6"] = (key, _) => ReadText($"Getting key k for service instance i as u...\n\n{key}\n"),
        ["cf v8"] = (key, _) => ReadText($"Getting key k for service instance i as u...\n\n{WrapInCredentials(key)}\n"),
        ["btp"] = (key, _) => ReadText(
            $$"""{"id":"1","ready":true,"name":"k","service_instance_id":"2","labels":{},"credentials":{{key}}}"""),
        ["VCAP"] = (key, _) => ReadText(WrapInVcapServices(key)),
        ["cf env v6"] = (key, _) => ReadText($$"""
            Getting env variables for app a in org o / space s as u...
            OK

            System-Provided:
            {
             "VCAP_SERVICES": {{WrapInVcapServices(key)}}
            }

            {
             "VCAP_APPLICATION": { "application_name": "a" }
            }

            No user-defined env variables have been set
            """),
        ["cf env v8"] = (key, _) => ReadText($$"""
            Getting env variables for app a in org o / space s as u...
            System-Provided:
            VCAP_SERVICES: {{WrapInVcapServices(key)}}

            VCAP_APPLICATION: { "application_name": "a" }

            User-Provided:
            FOO: bar
            """),
        ["Secret JSON"] = (key, _) => ReadText(FormatSecret(key)),
        ["Secret YAML"] = (key, _) => ReadText("apiVersion: v1\nkind: Secret\nmetadata:\n  name: k\ntype: Opaque\ndata:\n" + string.Concat(
            ReadMembers(key).Select(m => $"  {m.Key}: {EncodeBase64(m.Value)}\n"))),
        ["mount"] = (key, folder) => ReadDirectory(folder, ReadMembers(key)),
        ["mount with .metadata"] = (key, folder) => ReadDirectory(
            folder, [.. ReadMembers(key), new(".metadata", CreateMetadata(key)), new("type", "xsuaa"), new("instance_name", "i")]),
        ["mount of a container"] = (key, folder) => ReadDirectory(
            folder,
            [new("credentials", key), new(
                ".metadata", """{"credentialProperties":[{"name":"credentials","format":"json","container":true}]}""")]),
        ["cf curl v3 env"] = (key, _) => ReadText($$"""{"system_env_json":{"VCAP_SERVICES":{{WrapInVcapServices(key)}} } }"""),
        ["cf curl v2"] = (key, _) => ReadText($$"""{"metadata":{},"entity":{"name":"k","credentials":{{key}} } }"""),
        ["user-provided"] = (key, _) => ReadText(WrapInVcapServices(WrapInCredentials(key))),
        ["Service Manager list"] = (key, _) => ReadText($$"""{"num_items":1,"items":[{"name":"k","credentials":{{key}} }] }"""),
        ["Terraform output"] = (key, _) => ReadText(
            $$"""{"k":{"sensitive":true,"type":"string","value":{{JsonSerializer.Serialize(key)}} } }"""),
        ["Terraform state"] = (key, _) => ReadText(WrapInTerraformState(key)),
        ["quoted JSON"] = (key, _) => ReadText(JsonSerializer.Serialize(key)),
        ["jsonpath"] = (key, _) => ReadText(
            JsonSerializer.Serialize(ReadMembers(key).ToDictionary(m => m.Key, m => EncodeBase64(m.Value)))),
        ["base64"] = (key, _) => ReadText(EncodeBase64(key)),
    };

    private static ServiceBinding ReadText(string text) => Assert.Single(ServiceKeyReader.ReadBindings(text, "the test"));

    private static ServiceBinding ReadDirectory(string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        Directory.CreateDirectory(folder);
        foreach (KeyValuePair<string, string> file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Key), file.Value);
        }

        return Assert.Single(ServiceKeyFile.ReadBindings(folder));
    }

    private static string WrapInCredentials(string key) => $$"""{"credentials":{{key}}}""";

    private static string WrapInVcapServices(string key) => $$"""
        {"service":[{"label":"service","plan":"p","name":"i","tags":[],"instance_name":"i","binding_name":null,"credentials":{{key}}}]}
        """;

    private static string WrapInTerraformState(string key) => $$"""
        {
          "terraform_version": "1.9.0",
          "values": { "root_module": { "resources": [ { "values": { "name": "k", "credentials": {{JsonSerializer.Serialize(key)}} } } ] } }
        }
        """;

    private static string FormatSecret(string key)
    {
        Dictionary<string, string> data = ReadMembers(key).ToDictionary(m => m.Key, m => EncodeBase64(m.Value));
        return JsonSerializer.Serialize(new { apiVersion = "v1", kind = "Secret", metadata = new { name = "k" }, data });
    }

    // The service operator writes text unchanged and every other value as JSON.
    private static IEnumerable<KeyValuePair<string, string>> ReadMembers(string key)
    {
        return JsonNode.Parse(key)!.AsObject().Select(
            m => new KeyValuePair<string,
            string>(m.Key, m.Value is JsonValue value && value.TryGetValue(out string? text) ? text : m.Value!.ToJsonString()));
    }

    private static string CreateMetadata(string key)
    {
        return JsonSerializer.Serialize(new
        {
            metaDataProperties = new[] { new { name = "type", format = "text" }, new { name = "instance_name", format = "text" } },
            credentialProperties = JsonNode.Parse(key)!.AsObject().Select(
                m => new { name = m.Key, format = m.Value is JsonValue value && value.TryGetValue(out string? _) ? "text" : "json" }),
        });
    }

    private static string EncodeBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
