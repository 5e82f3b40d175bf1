using System.Text.Json;

namespace TokenModule.Interop;

/// <summary>A difference between a request or a response and the OpenAPI document, from the header <c>sl-violations</c> of Prism.</summary>
/// <param name="Location">The path to the place, such as <c>request/body</c>.</param>
/// <param name="Code">The violated rule, such as <c>required</c>. Empty when it has no name.</param>
/// <param name="Message">The explanation.</param>
internal sealed record PrismViolation(string Location, string Code, string Message)
{
    public const string Header = "sl-violations";

    public static IReadOnlyList<PrismViolation> Parse(string? header)
    {
        if (header is null)
            return [];
        using JsonDocument document = JsonDocument.Parse(header);
        return [.. document.RootElement.EnumerateArray().Select(violation => new PrismViolation(
            string.Join('/', violation.GetProperty("location").EnumerateArray().Select(part => part.ToString())),
            violation.TryGetProperty("code", out JsonElement code) ? code.ToString() : string.Empty,
            violation.GetProperty("message").GetString()!))];
    }

    public override string ToString() => $"{Location} {Code}: {Message}";
}
