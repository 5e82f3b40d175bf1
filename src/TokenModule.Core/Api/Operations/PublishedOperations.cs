using TokenModule.Http;

namespace TokenModule.Api.Operations;

/// <summary>The operations that an endpoint names itself, in the OpenAPI document it publishes.</summary>
internal static class PublishedOperations
{
    // Where the frameworks that services are built with put it.
    private static readonly string[] DocumentPaths = ["v3/api-docs", "v2/api-docs", "swagger.json", "openapi.json", "api-docs"];

    /// <param name="request">A call of the endpoint itself.</param>
    /// <param name="endpoint">Its short name.</param>
    /// <exception cref="BtpApiException">No document is there.</exception>
    public static async ValueTask<IReadOnlyList<BtpOperation>> ReadAsync(BtpApiClient api, BtpApiRequest request, string endpoint, CancellationToken cancellationToken)
    {
        foreach (string place in DocumentPaths)
        {
            BtpApiRequest asked = request with { Address = ApiAddress.ResolvePath(request.Address, place) };
            if (await FindAsync(api, asked, endpoint, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
        }

        throw new BtpApiException(
            Failure.ApiNotFound,
            $"{TransportRequest.FormatAddress(request.Address)} does not publish an OpenAPI document at {string.Join(", ", DocumentPaths)}.",
            "Omit -Live to list the operations of the catalog.");
    }

    private static async ValueTask<IReadOnlyList<BtpOperation>?> FindAsync(BtpApiClient api, BtpApiRequest request, string endpoint, CancellationToken cancellationToken)
    {
        try
        {
            TransportResponse answer = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return OpenApiDocument.ReadOperationsOrDefault(answer.Body, endpoint);
        }
        catch (BtpApiException e) when (e.Failure is Failure.ApiNotFound or Failure.ApiForbidden)
        {
            // Some services forbid whatever they do not have.
            return null;
        }
    }
}
