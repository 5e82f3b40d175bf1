using System.Text.Json.Serialization;

namespace BtpEmulator;

/// <summary>A model being trained from an uploaded file.</summary>
internal sealed record TrainingJob(
    string Id,
    string Tenant,
    string Site,
    string Status,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("serve_model")] bool ServeModel);
