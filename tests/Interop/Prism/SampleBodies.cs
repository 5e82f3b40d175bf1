using System.Text.Json.Nodes;

namespace TokenModule.Interop;

/// <summary>Bodies that are generated from the schema of an OpenAPI document.</summary>
/// <param name="document">The document, for its references.</param>
/// <param name="schema">The schema of the body.</param>
internal sealed class SampleBodies(JsonObject document, JsonObject schema)
{
    private IReadOnlyList<string> Required { get; } = ReadRequired(schema);

    private IReadOnlyList<string> Members { get; } = [.. (schema["properties"] as JsonObject ?? []).Select(member => member.Key)];

    /// <summary>
    /// The valid bodies with the required members and with all members; bodies with a missing, an unknown and a misspelled member; and an
    /// empty body.
    /// </summary>
    public IEnumerable<JsonObject> CreateAll()
    {
        yield return Create(Required);
        yield return Create(Members);
        yield return [];
        yield return WithText(Create(Required), "unknownMember");
        foreach (string missing in Required)
        {
            yield return Create(Required.Where(member => member != missing));
        }

        foreach (string member in Members)
        {
            yield return WithText(Create(Members.Where(other => other != member)), member.ToUpperInvariant());
        }
    }

    /// <summary>A valid body with the required members.</summary>
    public JsonObject CreateMinimal() => Create(Required);

    private JsonObject Create(IEnumerable<string> members)
    {
        return new JsonObject(
            members.Select(member => KeyValuePair.Create(member, CreateValue(schema["properties"]![member]!.AsObject()))));
    }

    private JsonNode? CreateValue(JsonObject member)
    {
        JsonObject type = SapDescription.Resolve(document, member);
        if (type["enum"] is JsonArray values)
            return values[0]!.DeepClone();
        return (string?)type["type"] switch
        {
            "array" => new JsonArray(CreateValue(type["items"]!.AsObject())),
            "boolean" => true,
            "integer" or "number" => 1,
            "string" => "sample",
            _ => new SampleBodies(document, type).CreateMinimal(),
        };
    }

    private static JsonObject WithText(JsonObject body, string member)
    {
        body[member] = "sample";
        return body;
    }

    private static IReadOnlyList<string> ReadRequired(JsonObject schema)
    {
        return [.. (schema["required"] as JsonArray ?? []).Select(member => (string)member!)];
    }
}
