using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using BtpEmulator.Bearer;
using BtpEmulator.Faults;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;
using Microsoft.Extensions.Primitives;

namespace BtpEmulator.Files;

/// <summary>AI Core: files of any size. Downloads are generated while they are sent, and uploads are not stored.</summary>
internal static class DatasetFilesService
{
    private const string Path = "/v2/lm/dataset/files/{**path}";
    private const long UsualSize = 1024;

    private static readonly string[] Uploads = ["PUT", "POST"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpRequest request) => DownloadAsync(request.HttpContext)).RequireScope(BindingClients.AiCoreScope);
        routes.MapMethods(Path, Uploads, (HttpContext context, string path) => UploadAsync(context, path))
            .RequireScope(BindingClients.AiCoreScope);
    }

    /// <summary>
    /// Sends a file. The query sets its size (<c>bytes</c>), omits Content-Length (<c>chunked</c>), or closes the connection early
    /// (<c>breakAfter</c>).
    /// </summary>
    private static async Task DownloadAsync(HttpContext context)
    {
        if (GetNumber(context, "bytes", UsualSize) is not { } size || GetNumber(context, "breakAfter", long.MaxValue) is not { } end)
        {
            await AiServiceError.CreateBadRequest("01010001", "bytes and breakAfter must be numbers").ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        if (!context.Request.HasFlag("chunked")) context.Response.ContentLength = size;
        await FileBytes.WriteAsync(context.Response.Body, Math.Min(size, end), context.RequestAborted);
        if (end < size) await ConnectionAbort.AbortAfterFlushAsync(context, context.RequestAborted);
    }

    private static long? GetNumber(HttpContext context, string name, long absent)
    {
        if (!context.Request.Query.TryGetValue(name, out StringValues text)) return absent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private static async Task<IResult> UploadAsync(HttpContext context, string path)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(80 * 1024);
        long length = 0L;
        try
        {
            while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and int count)
            {
                hash.AppendData(chunk, 0, count);
                length += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return Results.Json(
            new
            {
                message = "File creation acknowledged",
                url = $"ai://{path}",
                bytes = length,
                sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            },
            statusCode: StatusCodes.Status201Created);
    }
}
