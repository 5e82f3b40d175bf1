using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BtpEmulator.ServiceManager;

/// <summary>The JSON format of the Service Manager, with member names in snake case.</summary>
internal static class ServiceManagerJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Respond(object value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, statusCode: status);
}
