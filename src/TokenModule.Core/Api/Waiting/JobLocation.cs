using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>
/// Status 202 with a <c>Location</c>, usually relative: a job of Cloud Management or SaaS Provisioning, or an operation of Service Manager.
/// </summary>
internal sealed class JobLocation : IWaitingStyle
{
    private const string Operations = "/operations/";

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root)
    {
        if (response.StatusCode != 202 || !Uri.TryCreate(request.Address, response.GetHeaderOrDefault("Location"), out Uri? location))
            return null;

        bool isDeletion = request.Method == HttpMethod.Delete;
        return new LongRunningOperation(location) { IsDeletion = isDeletion, Result = isDeletion ? null : FindResource(location) };
    }

    // In Service Manager the operation is below the created resource: /v1/service_instances/{id}/operations/{id}.
    private static Uri? FindResource(Uri location)
    {
        string path = location.AbsolutePath;
        int end = path.IndexOf(Operations, StringComparison.Ordinal);
        return end < 0 ? null : new UriBuilder(location) { Path = path.Substring(0, end), Query = string.Empty }.Uri;
    }
}
