using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BtpEmulator;

/// <summary>A page of a list as the Service Manager answers it: the next one is asked for by a token that says nothing to a client.</summary>
internal static class ItemPage
{
    public static IResult Create(HttpRequest request, IEnumerable<object> items, int usualSize)
    {
        if (request.GetNumber("max_items", usualSize, 0) is not { } size) return ServiceManagerError.CreateBadRequest("max_items must be a number");
        if (DecodeOffsetOrDefault(request.Query["token"].ToString()) is not { } offset) return ServiceManagerError.CreateBadRequest("Invalid token supplied");
        if (FieldQuery.ParseOrDefault(request.Query["fieldQuery"].ToString()) is not { } query) return ServiceManagerError.CreateBadRequest("fieldQuery is invalid");

        var found = items.Select(item => JsonSerializer.SerializeToNode(item, ServiceManagerJson.Options)!.AsObject()).Where(query.Matches).ToList();
        var next = offset + size;
        return ServiceManagerJson.Respond(new
        {
            token = size > 0 && next < found.Count ? EncodeToken(next) : null,
            num_items = found.Count,
            items = found.Skip(offset).Take(size),
        });
    }

    private static string EncodeToken(int offset) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"+{offset}/")));

    private static int? DecodeOffsetOrDefault(string token)
    {
        if (token.Length is 0) return 0;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not OperationStatus.Done) return null;
        return Encoding.ASCII.GetString(bytes, 0, written) is ['+', .. var digits, '/']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }
}
