using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>202 and a <c>Location</c>, mostly relative: a job of Cloud Management or SaaS Provisioning, or an operation of Service Manager.</summary>
internal sealed class JobLocation : IWaitingStyle
{
    private const string Operations = "/operations/";

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root)
    {
        if (answer.StatusCode != 202 || !Uri.TryCreate(request.Address, answer.GetHeaderOrDefault("Location"), out Uri? location))
            return null;

        bool isRemoval = request.Method == HttpMethod.Delete;
        return new LongRunningOperation(location) { IsRemoval = isRemoval, Result = isRemoval ? null : FindResource(location) };
    }

    // Service Manager names the operation under what it makes: /v1/service_instances/{id}/operations/{id}.
    private static Uri? FindResource(Uri location)
    {
        string path = location.AbsolutePath;
        int end = path.IndexOf(Operations, StringComparison.Ordinal);
        return end < 0 ? null : new UriBuilder(location) { Path = path.Substring(0, end), Query = string.Empty }.Uri;
    }
}
