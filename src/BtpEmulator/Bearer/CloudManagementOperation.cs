namespace BtpEmulator;

/// <summary>Marks an operation whose refusals carry an error body.</summary>
internal sealed record CloudManagementOperation;
