using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>A subaccount or directory with a <c>state</c> that shows that it is being created, moved or deleted.</summary>
internal sealed class AccountState : IWaitingStyle
{
    private static readonly Regex Collection = new(
        "^(?<path>.*/accounts/v\\d+/(subaccounts|directories))(/|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root)
    {
        // A GET request is polled at its own address, including the query; see ResourceState.
        if (request.Method == HttpMethod.Get)
            return null;

        Match collection = Collection.Match(request.Address.AbsolutePath);
        if (!collection.Success
            || root.FindTextOrDefault("guid") is not { Length: > 0 } guid
            || OperationState.ReadOrDefault(root) is not { IsRunning: true })
        {
            return null;
        }

        string path = $"{collection.Groups["path"].Value}/{Uri.EscapeDataString(guid)}";
        Uri address = new UriBuilder(request.Address) { Path = path, Query = string.Empty }.Uri;
        return new LongRunningOperation(address) 
        {
            IsDeletion = request.Method == HttpMethod.Delete,
            IsResource = request.Method != HttpMethod.Post,
        };
    }
}
