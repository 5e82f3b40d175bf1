using System.Diagnostics;

namespace BtpEmulator.Xsuaa;

/// <summary>Limits the token requests per second to the configured number.</summary>
internal sealed class TokenRateLimit(EmulatorSettings settings)
{
    private readonly Lock gate = new();
    private readonly Queue<long> admitted = [];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (TryAdmit()) return next(context);
        context.HttpContext.Response.Headers.RetryAfter = "1";
        return ValueTask.FromResult<object?>(Results.Json(
            new { error = "too_many_requests", error_description = "The rate limit for token requests is exceeded" },
            statusCode: StatusCodes.Status429TooManyRequests));
    }

    private bool TryAdmit()
    {
        if (settings.TokenRequestsPerSecond is not { } limit) return true;
        lock (gate)
        {
            while (admitted.TryPeek(out long oldest) && Stopwatch.GetElapsedTime(oldest) >= TimeSpan.FromSeconds(1)) admitted.Dequeue();
            if (admitted.Count >= limit) return false;
            admitted.Enqueue(Stopwatch.GetTimestamp());
            return true;
        }
    }
}
