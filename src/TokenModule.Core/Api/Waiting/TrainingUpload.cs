using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>A training of Personalized Recommendation: files go to <c>…/jobs/file-upload</c>, and <c>…/jobs/latest</c> tells how it goes.</summary>
internal sealed class TrainingUpload : IWorkStyle
{
    private const string Upload = "/jobs/file-upload";
    private const string Site = "site";

    public Work? Of(BtpApiRequest request, HttpAnswer answer, JsonElement root)
    {
        string path = request.Address.AbsolutePath;
        if (request.Method != HttpMethod.Post || !path.EndsWith(Upload, StringComparison.Ordinal))
            return null;

        Uri latest = new UriBuilder(request.Address) { Path = path.Substring(0, path.Length - Upload.Length) + "/jobs/latest", Query = string.Empty }.Uri;
        string? site = AnswerJson.Text(root, Site) ?? QueryString.ValueOf(request.Address, Site);
        return new Work(site is null ? latest : QueryString.With(latest, Site, site));
    }
}
