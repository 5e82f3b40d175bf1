using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>
/// A training of Personalized Recommendation: files are uploaded to <c>…/jobs/file-upload</c>, and <c>…/jobs/latest</c> returns the state.
/// </summary>
internal sealed class TrainingUpload : IWaitingStyle
{
    private const string Upload = "/jobs/file-upload";
    private const string Site = "site";

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response, JsonElement root)
    {
        string path = request.Address.AbsolutePath;
        if (request.Method != HttpMethod.Post || !path.EndsWith(Upload, StringComparison.Ordinal))
            return null;

        string latestPath = path.Substring(0, path.Length - Upload.Length) + "/jobs/latest";
        Uri latest = new UriBuilder(request.Address) { Path = latestPath, Query = string.Empty }.Uri;
        string? site = root.FindTextOrDefault(Site) ?? QueryString.GetValueOrDefault(request.Address, Site);
        return new LongRunningOperation(site is null ? latest : QueryString.WithValue(latest, Site, site));
    }
}
