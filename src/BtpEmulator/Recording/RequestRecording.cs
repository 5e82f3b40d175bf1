using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator.Recording;

/// <summary>Records each request before it is processed, including the start of its body.</summary>
internal sealed class RequestRecording(RequestLog log)
{
    private const int BodyLimit = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using MemoryStream start = new();
        byte[] body = Array.Empty<byte>();
        DateTimeOffset received = DateTimeOffset.UtcNow;
        try
        {
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true) await ReadStartAsync(context, start);
        }
        finally
        {
            body = start.ToArray();
            log.Add(Describe(context, body, received));
        }

        context.Request.Body = new PrefixedStream(body, context.Request.Body);
        await next(context);
    }

    private static async Task ReadStartAsync(HttpContext context, MemoryStream body)
    {
        byte[] chunk = new byte[16 * 1024];
        while (body.Length < BodyLimit)
        {
            int limit = (int)Math.Min(chunk.Length, BodyLimit - body.Length);
            int count = await context.Request.Body.ReadAsync(chunk.AsMemory(0, limit), context.RequestAborted);
            if (count is 0) return;
            body.Write(chunk, 0, count);
        }
    }

    private static RecordedRequest Describe(HttpContext context, byte[] body, DateTimeOffset received)
    {
        HttpRequest request = context.Request;
        return new RecordedRequest
        {
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
            RawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = request.Headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase),
            Body = body,
            Time = received,
            Connection = context.Connection.Id,
        };
    }
}
