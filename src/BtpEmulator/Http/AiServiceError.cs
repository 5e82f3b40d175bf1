namespace BtpEmulator.Http;

/// <summary>The flat error body of the AI services.</summary>
internal static class AiServiceError
{
    public static IResult CreateBadRequest(string code, string message) => Create(400, code, message);

    public static IResult CreateNotFound(string code, string message) => Create(404, code, message);

    public static IResult CreateConflict(string code, string message) => Create(409, code, message);

    private static IResult Create(int status, string code, string message) =>
        Results.Json(new { code, message }, statusCode: status);
}
