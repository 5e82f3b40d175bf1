namespace BtpEmulator.ServiceManager;

/// <summary>
/// The error body of the Service Manager. It resembles an OAuth error, with <c>description</c> instead of <c>error_description</c>.
/// </summary>
internal static class ServiceManagerError
{
    public static IResult CreateBadRequest(string description) => Create(400, "BadRequest", description);

    public static IResult CreateNotFound(string description) => Create(404, "NotFound", description);

    public static IResult CreateConflict(string description) => Create(409, "Conflict", description);

    public static IResult CreateGone(string description) => Create(410, "Gone", description);

    public static IResult CreateBusy() =>
        Create(422, "ConcurrentOperationInProgress", "Another concurrent operation in progress for this resource");

    public static IResult CreateBrokerError(string description) => Create(502, "BrokerError", description);

    private static IResult Create(int status, string error, string description) =>
        ServiceManagerJson.Respond(new { error, description }, status);
}
