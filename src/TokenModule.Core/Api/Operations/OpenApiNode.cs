using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.Api.Operations;

/// <summary>A part of an OpenAPI document. References to other parts of the document are resolved.</summary>
internal readonly struct OpenApiNode
{
    private const int MaximumReferences = 8;

    private readonly JsonElement root;
    private readonly JsonElement element;

    public OpenApiNode(JsonElement root)
        : this(root, root)
    {
    }

    private OpenApiNode(JsonElement root, JsonElement element)
    {
        this.root = root;
        this.element = ResolveReferences(root, element);
        ReferencedName = element.GetTextOrDefault("$ref")?.Split('/').Last() ?? string.Empty;
    }

    /// <summary>The name of the part that this part refers to, such as the name of a schema. Empty when it is not a reference.</summary>
    public string ReferencedName { get; }

    public IEnumerable<(string Name, OpenApiNode Value)> Members
    {
        get
        {
            JsonElement document = root;
            return element.ValueKind == JsonValueKind.Object
                ? element.EnumerateObject().Select(m => (m.Name, new OpenApiNode(document, m.Value)))
                : [];
        }
    }

    public IEnumerable<OpenApiNode> Items
    {
        get
        {
            JsonElement document = root;
            return element.ValueKind == JsonValueKind.Array
                ? element.EnumerateArray().Select(item => new OpenApiNode(document, item))
                : [];
        }
    }

    public OpenApiNode? GetMemberOrDefault(string name)
    {
        return element.GetMemberOrDefault(name) is { } value ? new OpenApiNode(root, value) : null;
    }

    public IEnumerable<string> GetTexts(string name)
    {
        return element.GetMemberOrDefault(name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : [];
    }

    public string GetText(string name) => element.GetTextOrDefault(name) ?? string.Empty;

    private static JsonElement ResolveReferences(JsonElement root, JsonElement element)
    {
        for (int i = 0; i < MaximumReferences && element.GetTextOrDefault("$ref") is { } pointer; i++)
        {
            // Other documents are not fetched.
            if (!pointer.StartsWith("#/", StringComparison.Ordinal) || FollowPointer(root, pointer) is not { } target)
                break;
            element = target;
        }

        return element;
    }

    // Resolves a JSON pointer (RFC 6901).
    private static JsonElement? FollowPointer(JsonElement root, string pointer)
    {
        JsonElement? current = root;
        foreach (string part in pointer.Substring(2).Split('/'))
        {
            current = current is { } parent ? parent.GetMemberOrDefault(part.Replace("~1", "/").Replace("~0", "~")) : null;
        }

        return current;
    }
}
