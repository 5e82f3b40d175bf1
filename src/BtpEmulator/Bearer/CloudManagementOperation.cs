namespace BtpEmulator.Bearer;

/// <summary>Marks an operation whose authorization errors have a response body.</summary>
internal sealed record CloudManagementOperation;
