using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Http;

namespace BtpEmulator.ServiceManager;

/// <summary>A page of a Service Manager list. An opaque token identifies the next page.</summary>
internal static class ItemPage
{
    public static IResult Create(HttpRequest request, IEnumerable<object> items, int usualSize)
    {
        if (request.GetNumber("max_items", usualSize, 0) is not { } size)
            return ServiceManagerError.CreateBadRequest("max_items must be a number");
        if (DecodeOffsetOrDefault(request.Query["token"].ToString()) is not { } offset)
            return ServiceManagerError.CreateBadRequest("Invalid token supplied");
        if (FieldQuery.ParseOrDefault(request.Query["fieldQuery"].ToString()) is not { } query)
            return ServiceManagerError.CreateBadRequest("fieldQuery is invalid");

        List<JsonObject> found = items.Select(item => JsonSerializer.SerializeToNode(item, ServiceManagerJson.Options)!.AsObject())
            .Where(query.Matches)
            .ToList();
        int next = offset + size;
        return ServiceManagerJson.Respond(new
        {
            token = size > 0 && next < found.Count ? EncodeToken(next) : null,
            num_items = found.Count,
            items = found.Skip(offset).Take(size),
        });
    }

    private static string EncodeToken(int offset) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"+{offset}/")));

    private static int? DecodeOffsetOrDefault(string token)
    {
        if (token.Length is 0) return 0;
        byte[] bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out int written) is not OperationStatus.Done) return null;
        return Encoding.ASCII.GetString(bytes, 0, written) is ['+', .. string digits, '/']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset : null;
    }
}
