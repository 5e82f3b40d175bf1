namespace BtpEmulator.Services;

/// <summary><c>JobStatusResponseObject</c> of the jobs API.</summary>
internal sealed record CloudManagementJob(string Status, string Description);
