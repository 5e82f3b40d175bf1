using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>The members of a wrapping, which may be anything: what is of another kind counts as absent.</summary>
internal static class JsonElementMembers
{
    extension(JsonElement element)
    {
        public JsonElement? GetMemberOrDefault(string name, JsonValueKind kind)
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
        }

        public JsonElement? GetObjectOrDefault(string name) => element.GetMemberOrDefault(name, JsonValueKind.Object);

        /// <returns>Null where it is empty, too.</returns>
        public string? GetTextOrDefault(string name) => element.GetMemberOrDefault(name, JsonValueKind.String)?.GetString() is { Length: > 0 } text ? text : null;

        public IEnumerable<JsonElement> GetElements(string name) => element.GetMemberOrDefault(name, JsonValueKind.Array)?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();
    }
}
