using System.Text.Json.Serialization;

namespace BtpEmulator.Services;

/// <summary>A job that trains a model with an uploaded file.</summary>
internal sealed record TrainingJob(
    string Id,
    string Tenant,
    string Site,
    string Status,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("serve_model")] bool ServeModel);
