using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator;

/// <summary>Writes each request into the log before it is served, whether or not anything reads its body.</summary>
internal sealed class RequestRecording(RequestLog log)
{
    private const int BodyLimit = 1024 * 1024;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using var start = new MemoryStream();
        var body = Array.Empty<byte>();
        var received = DateTimeOffset.UtcNow;
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
        var chunk = new byte[16 * 1024];
        while (body.Length < BodyLimit)
        {
            var wanted = (int)Math.Min(chunk.Length, BodyLimit - body.Length);
            var count = await context.Request.Body.ReadAsync(chunk.AsMemory(0, wanted), context.RequestAborted);
            if (count is 0) return;
            body.Write(chunk, 0, count);
        }
    }

    private static RecordedRequest Describe(HttpContext context, byte[] body, DateTimeOffset received)
    {
        var request = context.Request;
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
