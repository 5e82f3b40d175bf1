namespace BtpEmulator;

/// <summary>Gives every answer the correlation id of its request, or a new one.</summary>
internal static class CorrelationId
{
    public const string Header = "X-CorrelationID";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var sent = context.Request.Headers[Header].ToString();
        context.TraceIdentifier = sent.Length > 0 ? sent : Guid.NewGuid().ToString();
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }
}
