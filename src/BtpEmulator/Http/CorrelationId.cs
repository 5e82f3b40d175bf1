namespace BtpEmulator.Http;

/// <summary>Sends the correlation ID of the request back, or a new one when the request has none.</summary>
internal static class CorrelationId
{
    public const string Header = "X-CorrelationID";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string received = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = received.Length > 0 ? received : Guid.NewGuid().ToString();
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }
}
