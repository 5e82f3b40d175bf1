using System.Text;
using System.Text.RegularExpressions;
using TokenModule.Http;

namespace TokenModule.Api.Operations;

/// <summary>Replaces the placeholders in the path of an operation with values.</summary>
/// <param name="operation">The operation with the path.</param>
internal sealed class PathFilling(BtpOperation operation)
{
    private static readonly Regex Placeholder = new(@"\{([^{}/]+)\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public IReadOnlyList<string> Placeholders { get; } =
        [.. Placeholder.Matches(operation.Path).Cast<Match>().Select(match => match.Groups[1].Value)];

    /// <summary>Fills the path.</summary>
    /// <param name="parameters">The values that the caller chose. They have precedence.</param>
    /// <param name="entity">The piped object, or null.</param>
    /// <exception cref="BtpApiException">
    /// A placeholder has no value, a value cannot be a part of a path, or the object does not fit.
    /// </exception>
    public string FillPath(IReadOnlyDictionary<string, string> parameters, IPathEntity? entity)
    {
        RequireKnownParameters(parameters);
        if (entity is not null && Placeholders.Count == 0)
        {
            throw CreateError(
                $"The path of {operation.OperationId} has no placeholder that an object could fill: {operation.Path}.",
                "Pipe the objects into another operation. For a body, use ForEach-Object and pass -Body $_.");
        }

        string[] missing = [.. Placeholders.Where(name => FindValueOrDefault(name, parameters, entity) is null)];
        if (missing.Length > 0)
            throw CreateMissingError(missing, entity);
        if (entity is not null && Placeholders.All(parameters.ContainsKey))
        {
            throw CreateError(
                $"-PathParameter fills every placeholder of {operation.Path}, so the piped object has no effect.",
                "Omit the pipeline or -PathParameter.");
        }

        return Placeholder.Replace(
            operation.Path, match => EncodeValue(match.Groups[1].Value, FindValueOrDefault(match.Groups[1].Value, parameters, entity)!));
    }

    // Many objects contain the ids of other resources. A change must not be sent to one of them.
    private string? FindValueOrDefault(string name, IReadOnlyDictionary<string, string> parameters, IPathEntity? entity)
    {
        if (parameters.TryGetValue(name, out string? chosen))
            return chosen;
        if (entity is null)
            return null;

        string? property = EntityType.FindPropertyOrDefault(entity.TypeName, operation, name);
        return property is not null ? entity.GetPropertyOrDefault(property)
            : operation.Method == "GET" && IsSpecific(name) ? entity.GetPropertyOrDefault(name)
            : null;
    }

    // Objects of all types have an 'id', which usually identifies another kind of resource.
    private static bool IsSpecific(string name) => !string.Equals(name, "id", StringComparison.OrdinalIgnoreCase);

    private void RequireKnownParameters(IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Keys.FirstOrDefault(name => !Placeholders.Contains(name, StringComparer.OrdinalIgnoreCase)) is not { } unknown)
            return;

        string names = Placeholders.Count == 0 ? "The path has no placeholders." : $"Its placeholders are: {FormatNames(Placeholders)}.";
        throw CreateError(
            $"{operation.OperationId} has no placeholder '{ServerText.Clean(unknown)}'."
                + $"{NearestName.FormatSuggestion(unknown, Placeholders)} {names}",
            "Correct -PathParameter.");
    }

    private static string EncodeValue(string name, string value)
    {
        string shown = ServerText.Clean(value);
        if (value.All(c => c == '.' || char.IsWhiteSpace(c) || ServerText.IsInvisible(c)))
            throw CreateError($"The value of '{name}' is empty or not a name: '{shown}'.", "Pass the id of one resource.");

        // Half of a surrogate pair cannot be encoded. With a replacement character, the id would be another one.
        if (value.Any(char.IsControl) || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) != value)
        {
            throw CreateError(
                $"The value of '{name}' contains a control character or damaged Unicode: '{shown}'.",
                "Check where the value comes from.");
        }

        return Uri.EscapeDataString(value);
    }

    private BtpApiException CreateMissingError(string[] missing, IPathEntity? entity)
    {
        string names = FormatNames(missing);
        if (entity is null)
        {
            return CreateError(
                $"{operation.OperationId} requires a value for {names}.",
                $"Pass -PathParameter @{{ {missing[0]} = '…' }}, or pipe an object.");
        }

        if (EntityType.FindPropertyOrDefault(entity.TypeName, operation, missing[0]) is { } property)
        {
            return CreateError(
                $"The property '{property}' of the piped {entity.DisplayType} is missing, empty or not a single value.",
                "Pipe only objects that have an id.");
        }

        string rule = operation.Method == "GET"
            ? $"has no property that fills {names}"
            : $"is not declared to fill {names}, and its other ids can belong to other resources";
        return CreateError($"The piped object of type {entity.DisplayType} {rule}.", $"Pass -PathParameter @{{ {missing[0]} = '…' }}.");
    }

    private static string FormatNames(IEnumerable<string> names) => NameList.JoinQuoted(names);

    private static BtpApiException CreateError(string what, string action)
    {
        return new BtpApiException(Failure.RequestInvalid, $"{what} The request was not sent.", action);
    }
}
