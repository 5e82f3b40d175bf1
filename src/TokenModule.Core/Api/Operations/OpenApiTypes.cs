using System.Text.RegularExpressions;

namespace TokenModule.Api.Operations;

/// <summary>Reads the types of responses and bodies from the schemas of an OpenAPI document.</summary>
internal static class OpenApiTypes
{
    // The descriptions are HTML.
    private static readonly Regex Tag = new("</?[a-z]+ ?/?>", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // SAP's schemas have these parts in their names, which do not describe the entity.
    private static readonly string[] Suffixes =
        ["ResponseObject", "ResponseCollection", "ResponseList", "Response", "Collection", "RequestPayload", "DTO", "Extended", "Metadata"];

    private static readonly string[] Prefixes = ["Business", "Created"];

    // Some entities have several schemas, or a schema whose name does not describe them.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["EntitledApplications"] = "Application",
        ["ApplicationSubscriptions"] = "Subscription",
        ["EntitledServices"] = "EntitledService",
        ["ServicePlanAssignments"] = "ServicePlanAssignment",
        ["RegistrationDetails"] = "Registration",
        ["JobState"] = "Job",
        ["JobStatus"] = "JobStatus",
        ["Data"] = "Settings",
        ["Property"] = "CustomProperty",
        ["Params"] = "Parameters",
        ["Abstract"] = "",
    };

    /// <returns>
    /// The type of the response, and the type of the items of the list in it. A text is empty when there is no such type.
    /// </returns>
    public static (string Response, string Item) ReadResponseTypes(OpenApiOperation operation)
    {
        if (operation.SuccessSchema is not { } schema)
            return (string.Empty, string.Empty);

        (string Name, OpenApiNode Value)[] members = [.. schema.GetMemberOrDefault("properties")?.Members ?? []];
        OpenApiNode? list = members.Where(m => m.Value.GetText("type") == "array" && IsList(schema, m.Name))
            .Select(m => m.Value.GetMemberOrDefault("items"))
            .FirstOrDefault();
        // The documents describe custom properties with the schema of a subaccount.
        bool hasProperties = operation.Node.GetText("operationId").EndsWith("CustomProperties", StringComparison.Ordinal);
        string item = hasProperties ? "CustomProperty" : FormatType(list?.ReferencedName ?? string.Empty);
        // When the only member of an object is a list, the output consists of its items.
        string response = members.Length == 1 && item.Length > 0 ? string.Empty : FormatType(schema.ReferencedName);
        return (response, item);
    }

    public static IEnumerable<BtpOperationMember> ReadBody(OpenApiOperation operation)
    {
        if (operation.BodySchema is not { } schema)
            return [];

        HashSet<string> required = [.. schema.GetTexts("required")];
        return (schema.GetMemberOrDefault("properties")?.Members ?? [])
            .Select(member => new BtpOperationMember(
                OpenApiDocument.CleanLine(member.Name),
                FormatMemberType(member.Value),
                required.Contains(member.Name),
                OpenApiDocument.CleanLine(Tag.Replace(member.Value.GetText("description"), string.Empty))))
            .OrderByDescending(member => member.IsRequired);
    }

    // Only a collection has its items in a list. The list of the children of a directory is a part of the directory.
    private static bool IsList(OpenApiNode schema, string member)
    {
        string name = schema.ReferencedName;
        return member == "value"
            || name.Contains("Collection")
            || name.Contains("List")
            || name.StartsWith("GetAll", StringComparison.Ordinal);
    }

    private static string FormatMemberType(OpenApiNode member)
    {
        string type = member.GetText("type");
        return type == "array" && member.GetMemberOrDefault("items") is { } items ? FormatMemberType(items) + "[]"
            : type.Length > 0 ? OpenApiDocument.CleanLine(type)
            : "object";
    }

    private static string FormatType(string schema)
    {
        string name = OpenApiDocument.CleanLine(schema);
        while (Array.Find(Suffixes, suffix => name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)) is { } found)
        {
            name = name.Substring(0, name.Length - found.Length);
        }

        if (Array.Find(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } start)
            name = name.Substring(start.Length);
        return Names.TryGetValue(name, out string? other) ? other : name;
    }
}
