using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>A resource that is read, changed or deleted at its own address, and whose state shows work in progress or a failure.</summary>
internal sealed class ResourceState : IWaitingStyle
{
    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root)
    {
        if (request.Method == HttpMethod.Post)
            return null;

        OperationState? state = OperationState.ReadOrDefault(root);
        bool isBusy = state is { IsRunning: true }
            || response.StatusCode == OperationWaiter.NotReadyStatus
            || (response.StatusCode == 202 && request.Method != HttpMethod.Get);
        // An operation that failed before the first poll is reported as failed too.
        bool hasFailed = request.Method == HttpMethod.Get && state is { HasFailed: true };
        if (!isBusy && !hasFailed)
            return null;
        return new LongRunningOperation(request.Address) { IsDeletion = request.Method == HttpMethod.Delete, IsResource = !IsJob(request) };
    }

    // Jobs and the operations of Service Manager have addresses of their own.
    private static bool IsJob(BtpApiRequest request)
    {
        string path = request.Address.AbsolutePath;
        return path.Contains("/jobs/", StringComparison.Ordinal) || path.Contains("/operations/", StringComparison.Ordinal);
    }
}
