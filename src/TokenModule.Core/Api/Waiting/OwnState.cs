using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>What is looked at, changed or removed under its own address, and is still busy there.</summary>
internal sealed class OwnState : IWorkStyle
{
    public Work? Of(BtpApiRequest request, HttpAnswer answer, JsonElement root)
    {
        if (request.Method == HttpMethod.Post)
            return null;

        bool isBusy = WorkState.Of(root) is { IsRunning: true } || answer.StatusCode == OperationWaiter.NotReady || (answer.StatusCode == 202 && request.Method != HttpMethod.Get);
        return isBusy ? new Work(request.Address) { IsRemoval = request.Method == HttpMethod.Delete } : null;
    }
}
