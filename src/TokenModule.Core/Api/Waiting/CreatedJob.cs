using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>An answer that names by <c>id</c> what was begun, under the path it was posted to: jobs of the AI services, environments.</summary>
internal sealed class CreatedJob : IWaitingStyle
{
    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root)
    {
        if (request.Method != HttpMethod.Post)
            return null;

        string? id = root.FindTextOrDefault("id") ?? (root.FindMemberOrDefault("data") ?? root).FindTextOrDefault("id");
        string path = request.Address.AbsolutePath.TrimEnd('/');
        bool isBegun = answer.StatusCode == 202 || OperationState.ReadOrDefault(root) is { IsRunning: true } || path.EndsWith("/jobs", StringComparison.Ordinal);
        return string.IsNullOrEmpty(id) || !isBegun ? null : new LongRunningOperation(new UriBuilder(request.Address) { Path = $"{path}/{Uri.EscapeDataString(id)}", Query = string.Empty }.Uri);
    }
}
