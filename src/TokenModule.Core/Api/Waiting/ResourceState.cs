using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>What is looked at, changed or removed under its own address, and is still busy there or has failed.</summary>
internal sealed class ResourceState : IWaitingStyle
{
    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root)
    {
        if (request.Method == HttpMethod.Post)
            return null;

        OperationState? state = OperationState.ReadOrDefault(root);
        bool isBusy = state is { IsRunning: true } || answer.StatusCode == OperationWaiter.NotReadyStatus || (answer.StatusCode == 202 && request.Method != HttpMethod.Get);
        // What has failed before it is looked at has failed all the same.
        bool isLost = request.Method == HttpMethod.Get && state is { HasFailed: true };
        return isBusy || isLost ? new LongRunningOperation(request.Address) { IsRemoval = request.Method == HttpMethod.Delete } : null;
    }
}
