using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>A subaccount or directory whose <c>state</c> says that it is being made, moved or removed.</summary>
internal sealed class AccountState : IWaitingStyle
{
    private static readonly Regex Collection = new("^(?<path>.*/accounts/v\\d+/(subaccounts|directories))(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root)
    {
        // What is only looked at keeps its own address, query and all.
        if (request.Method == HttpMethod.Get)
            return null;

        Match collection = Collection.Match(request.Address.AbsolutePath);
        if (!collection.Success || root.FindTextOrDefault("guid") is not { Length: > 0 } guid || OperationState.ReadOrDefault(root) is not { IsRunning: true })
            return null;

        Uri address = new UriBuilder(request.Address) { Path = $"{collection.Groups["path"].Value}/{Uri.EscapeDataString(guid)}", Query = string.Empty }.Uri;
        return new LongRunningOperation(address) { IsRemoval = request.Method == HttpMethod.Delete };
    }
}
