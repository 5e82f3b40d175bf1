using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BtpEmulator.Http;

/// <summary>A multipart body. The text fields are kept; of files only name, type and length.</summary>
internal sealed class MultipartUpload
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<UploadedFile> files = [];

    public UploadedFile? FindFile(string name) => files.Find(file => file.Name == name);

    public string? FindField(string name) => fields.GetValueOrDefault(name);

    /// <summary>Reads the body. Returns null when it is not valid multipart.</summary>
    public static async Task<MultipartUpload?> ReadAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary) return null;

        MultipartUpload upload = new();
        try
        {
            MultipartReader reader = new(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
                await upload.AddAsync(section, request.HttpContext.RequestAborted);
        }
        catch (IOException)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return upload;
    }

    private async Task AddAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? part)) return;
        string name = HeaderUtilities.RemoveQuotes(part.Name).ToString();
        if (part.IsFileDisposition())
        {
            files.Add(
                new UploadedFile(name, GetFileName(part), section.ContentType, await MeasureLengthAsync(section.Body, cancellationToken)));
            return;
        }

        using StreamReader text = new(section.Body);
        fields[name] = await text.ReadToEndAsync(cancellationToken);
    }

    private static string GetFileName(ContentDispositionHeaderValue part) =>
        HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).ToString();

    private static async Task<long> MeasureLengthAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[80 * 1024];
        long length = 0L;
        while (await stream.ReadAsync(chunk, cancellationToken) is > 0 and int count) length += count;
        return length;
    }
}
