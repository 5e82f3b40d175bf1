using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>A training of Personalized Recommendation: files go to <c>…/jobs/file-upload</c>, and <c>…/jobs/latest</c> tells how it goes.</summary>
internal sealed class TrainingUpload : IWorkStyle
{
    private const string Upload = "/jobs/file-upload";

    public Work? Of(BtpApiRequest request, HttpAnswer answer, JsonElement root)
    {
        string path = request.Address.AbsolutePath;
        if (request.Method != HttpMethod.Post || !path.EndsWith(Upload, StringComparison.Ordinal))
            return null;

        return new Work(new UriBuilder(request.Address) { Path = path.Substring(0, path.Length - Upload.Length) + "/jobs/latest", Query = string.Empty }.Uri);
    }
}
