namespace TokenModule.Http;

/// <summary>
/// The advice for a POST or PATCH that failed after it was sent. The server may have carried it out: SAP's services return 500 for changes
/// that they completed (SAP/terraform-provider-btp issue 438).
/// </summary>
internal static class UnknownOutcome
{
    /// <summary>Whether a response leaves open if the change was carried out.</summary>
    public static bool IsPossible(TransportRequest call, int status) => call.IsChange && status is (500 or 502 or 503 or 504);

    /// <summary>Whether a failure without a response leaves open if the change was carried out.</summary>
    public static bool IsPossible(TransportRequest call, Failure failure)
    {
        return call.IsChange && failure is (Failure.NetworkBroken or Failure.NetworkTimeout or Failure.ApiError);
    }

    public static string GetAdvice(TransportRequest call)
    {
        return $"The outcome is unknown: the service may have carried out the {call.Method}. Check with a GET request to "
            + $"{call.DisplayAddress}, or to the list of these objects, before you send the change again.";
    }
}
