using TokenModule.Http;

namespace TokenModule.Api.Operations;

/// <summary>Reads the operations from the OpenAPI document that an endpoint publishes.</summary>
internal static class PublishedOperations
{
    // The default paths of common frameworks.
    private static readonly string[] DocumentPaths = ["v3/api-docs", "v2/api-docs", "swagger.json", "openapi.json", "api-docs"];

    /// <param name="api">Sends the requests.</param>
    /// <param name="request">A request with the address of the endpoint.</param>
    /// <param name="endpoint">The short name of the endpoint.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="BtpApiException">The endpoint does not publish a document.</exception>
    public static async ValueTask<IReadOnlyList<BtpOperation>> ReadAsync(
        BtpApiClient api, BtpApiRequest request, string endpoint, CancellationToken cancellationToken)
    {
        foreach (string path in DocumentPaths)
        {
            BtpApiRequest documentRequest = request with { Address = ApiAddress.ResolvePath(request.Address, path) };
            if (await FindAsync(api, documentRequest, endpoint, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
        }

        throw new BtpApiException(
            Failure.ApiNotFound,
            $"{TransportRequest.FormatAddress(request.Address)} does not publish an OpenAPI document "
                + $"at {string.Join(", ", DocumentPaths)}.",
            "Omit -Live to list the operations of the catalog.");
    }

    private static async ValueTask<IReadOnlyList<BtpOperation>?> FindAsync(
        BtpApiClient api, BtpApiRequest request, string endpoint, CancellationToken cancellationToken)
    {
        try
        {
            TransportResponse response = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return OpenApiDocument.ReadOperationsOrDefault(response.Body, endpoint);
        }
        catch (BtpApiException e) when (e.Failure is Failure.ApiNotFound or Failure.ApiForbidden)
        {
            // Some services return 403 instead of 404 for unknown paths.
            return null;
        }
    }
}
