namespace TokenModule.Http;

/// <summary>The facts about a request and its response that an exception reports.</summary>
internal sealed record FailedCall
{
    /// <param name="sentCorrelationId">The correlation id of the request, if the caller chose one.</param>
    /// <param name="response">The response, or null when there was none.</param>
    public FailedCall(string? sentCorrelationId, TransportResponse? response = null)
    {
        StatusCode = response?.StatusCode;
        CorrelationId = response?.CorrelationId ?? sentCorrelationId;
    }

    public FailedCall(TransportRequest request, TransportResponse? response = null)
        : this(request.CorrelationId, response)
    {
    }

    public int? StatusCode { get; init; }

    /// <summary>The error code in the body of the response.</summary>
    public string? Code { get; init; }

    public string? CorrelationId { get; init; }
}
