using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api.Waiting;

/// <summary>A training of Personalized Recommendation: files go to <c>…/jobs/file-upload</c>, and <c>…/jobs/latest</c> tells how it goes.</summary>
internal sealed class TrainingUpload : IWaitingStyle
{
    private const string Upload = "/jobs/file-upload";
    private const string Site = "site";

    public LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer, JsonElement root)
    {
        string path = request.Address.AbsolutePath;
        if (request.Method != HttpMethod.Post || !path.EndsWith(Upload, StringComparison.Ordinal))
            return null;

        Uri latest = new UriBuilder(request.Address) { Path = path.Substring(0, path.Length - Upload.Length) + "/jobs/latest", Query = string.Empty }.Uri;
        string? site = root.FindTextOrDefault(Site) ?? QueryString.GetValueOrDefault(request.Address, Site);
        return new LongRunningOperation(site is null ? latest : QueryString.WithValue(latest, Site, site));
    }
}
