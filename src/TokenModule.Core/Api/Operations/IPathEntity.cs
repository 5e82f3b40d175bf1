namespace TokenModule.Api.Operations;

/// <summary>An object of the pipeline that fills placeholders.</summary>
internal interface IPathEntity
{
    /// <summary>
    /// The first type name, such as <c>TokenModule.Accounts.Subaccount</c>. Empty when the object has no type of the module.
    /// </summary>
    string TypeName { get; }

    /// <summary>The type for messages: <see cref="TypeName"/>, or the .NET type such as <c>Int32</c>.</summary>
    string DisplayType { get; }

    /// <returns>The value of a property as text. Null when there is no such property, or when its value is not a single value.</returns>
    string? GetPropertyOrDefault(string name);
}
