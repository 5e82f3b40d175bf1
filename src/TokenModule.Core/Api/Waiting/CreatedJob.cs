using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>
/// A response to a POST with the <c>id</c> of the created object, which is below the path of the request: jobs of the AI services,
/// environments, and instances and bindings of Service Manager with <c>ready: false</c>.
/// </summary>
internal sealed class CreatedJob : IWaitingStyle
{
    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root)
    {
        if (request.Method != HttpMethod.Post)
            return null;

        string? id = root.FindTextOrDefault("id") ?? (root.FindMemberOrDefault("data") ?? root).FindTextOrDefault("id");
        string path = request.Address.AbsolutePath.TrimEnd('/');
        bool isStarted = response.StatusCode == 202
            || OperationState.ReadOrDefault(root) is { IsRunning: true }
            || path.EndsWith("/jobs", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(id) || !isStarted)
            return null;

        UriBuilder address = new(request.Address) { Path = $"{path}/{Uri.EscapeDataString(id)}", Query = string.Empty };
        return new LongRunningOperation(address.Uri);
    }
}
