namespace BtpEmulator.Http;

/// <summary>The error body of the Cloud Management services.</summary>
/// <remarks>SAP documents the shape of these errors but not the codes. Only 11006 (rate limit) and 30004 (locked) are known.</remarks>
internal static class CloudManagementError
{
    public static IResult CreateBadRequest(HttpContext context, string message) => Create(context, 400, 10002, message);

    public static IResult CreateForbidden(HttpContext context, string message) => Create(context, 403, 10003, message);

    public static IResult CreateNotFound(HttpContext context, string message) => Create(context, 404, 10004, message);

    public static IResult CreateConflict(HttpContext context, string message) => Create(context, 409, 10009, message);

    private static IResult Create(HttpContext context, int status, int code, string message) => Results.Json(
        new { error = new { code, message, target = context.Request.Path.Value, correlationID = context.TraceIdentifier } },
        statusCode: status);
}
