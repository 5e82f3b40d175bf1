namespace BtpEmulator;

/// <summary>The flat error body of the AI services.</summary>
internal static class AiServiceError
{
    public static IResult BadRequest(string code, string message) => Create(400, code, message);

    public static IResult NotFound(string code, string message) => Create(404, code, message);

    public static IResult Conflict(string code, string message) => Create(409, code, message);

    private static IResult Create(int status, string code, string message) =>
        Results.Json(new { code, message }, statusCode: status);
}
