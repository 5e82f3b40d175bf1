namespace TokenModule;

/// <summary>A member of the body of an operation.</summary>
/// <param name="Name">The name of the member.</param>
/// <param name="Type">The type of JSON: string, boolean, integer, number, object, or one of these with <c>[]</c> for a list.</param>
/// <param name="IsRequired">Whether the description of the service requires the member.</param>
/// <param name="Description">The description of the service, in one line.</param>
public sealed record BtpOperationMember(string Name, string Type, bool IsRequired, string Description);
