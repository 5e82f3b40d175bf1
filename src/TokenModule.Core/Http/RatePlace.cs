namespace TokenModule.Http;

/// <summary>The place that a request has taken under a rate rule.</summary>
/// <param name="limit">The rule, or null when the wait would have been too long and the request is sent without a place.</param>
/// <param name="number">The number of the place.</param>
internal sealed class RatePlace(RateLimit? limit, int number)
{
    public void Release() => limit?.Release(number);
}
