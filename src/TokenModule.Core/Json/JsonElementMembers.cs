using System.Text.Json;

namespace TokenModule.Json;

/// <summary>
/// Reads the members of an element that can be of any kind. A member of another kind counts as absent. The Get methods throw an
/// InvalidOperationException for text that is not Unicode: call them inside <see cref="JsonUnicode"/>. The Find methods are for responses
/// of servers, where such text counts as absent. Tokens are not read as elements; see <see cref="JsonMembers"/>.
/// </summary>
internal static class JsonElementMembers
{
    extension(JsonElement element)
    {
        /// <returns>The member, or null when it is absent or the element is not an object.</returns>
        public JsonElement? GetMemberOrDefault(string name)
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
        }

        public JsonElement? GetMemberOrDefault(string name, JsonValueKind kind)
        {
            return element.GetMemberOrDefault(name) is { } value && value.ValueKind == kind ? value : null;
        }

        public JsonElement? GetObjectOrDefault(string name) => element.GetMemberOrDefault(name, JsonValueKind.Object);

        /// <returns>The text, or null when the member is absent, empty or not a string.</returns>
        public string? GetTextOrDefault(string name)
        {
            return element.GetMemberOrDefault(name, JsonValueKind.String)?.GetString() is { Length: > 0 } text ? text : null;
        }

        /// <returns>The elements of an array; none when the member is not an array.</returns>
        public IEnumerable<JsonElement> GetElements(string name)
        {
            return element.GetMemberOrDefault(name, JsonValueKind.Array)?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();
        }

        /// <summary>Reads a member of a server's response. A name that is not Unicode is not an error.</summary>
        /// <returns>The member, or null when it is absent or the names of the object cannot be read.</returns>
        public JsonElement? FindMemberOrDefault(string name)
        {
            return JsonUnicode.ReadOrDefault((element, name), static source => source.element.GetMemberOrDefault(source.name));
        }

        /// <summary>Reads a text from a server's response. Text that is not Unicode is not an error.</summary>
        /// <returns>The text, which can be empty, or a number as it is written; null when the member is neither or not Unicode.</returns>
        public string? FindTextOrDefault(string name) => element.FindMemberOrDefault(name) switch
        {
            { ValueKind: JsonValueKind.String } text => JsonUnicode.ReadOrDefault(text, static value => value.GetString()),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
    }
}
