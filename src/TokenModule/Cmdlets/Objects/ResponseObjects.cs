using System.Management.Automation;
using System.Text.Json;
using TokenModule.Api;
using TokenModule.Api.Paging;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Cmdlets.Objects;

/// <summary>Converts responses into the output of the pipeline.</summary>
/// <param name="raw">Whether the text of the response is the output.</param>
/// <param name="asHashtable">Whether JSON objects become dictionaries.</param>
internal sealed class ResponseObjects(bool raw, bool asHashtable)
{
    private readonly JsonObjects objects = new(asHashtable);

    /// <summary>The operation whose types the objects get, or null.</summary>
    public BtpOperation? Operation { get; init; }

    /// <returns>The items of a JSON list, the single value, or the text when the response is not JSON.</returns>
    /// <exception cref="BtpApiException">The response should be JSON and is damaged.</exception>
    public IEnumerable<object?> Convert(BtpApiRequest request, TransportResponse response)
    {
        if (raw)
            return [ResponseText.Decode(response)];

        try
        {
            using JsonDocument document = ResponseJson.Parse(response);
            bool isList = JsonObjects.IsList(document.RootElement);
            return AddType(JsonUnicode.Require(document.RootElement, objects.ConvertItems), isList);
        }
        catch (JsonException e) when (e is not InvalidUnicodeException && !IsJson(response))
        {
            return [ResponseText.Decode(response)];
        }
        catch (JsonException)
        {
            throw BtpApiException.CreateForDamagedJson(request, response);
        }
    }

    /// <returns>The items of a page.</returns>
    /// <exception cref="BtpApiException">An item contains text that is not valid Unicode.</exception>
    public object?[] ConvertPage(BtpApiRequest request, ApiPage page)
    {
        if (raw)
            return [ResponseText.Decode(page.Response)];

        try
        {
            return AddType(JsonUnicode.Require(page.Items, items => items.Select(objects.ConvertValue).ToArray()), isList: true);
        }
        catch (InvalidUnicodeException)
        {
            throw BtpApiException.CreateForDamagedJson(request, page.Response);
        }
    }

    private object?[] AddType(IEnumerable<object?> values, bool isList)
    {
        object?[] all = values as object?[] ?? [.. values];
        if (Operation?.GetTypeOrDefault(isList) is { } type)
        {
            foreach (PSObject value in all.OfType<PSObject>())
            {
                value.TypeNames.Insert(0, type);
            }
        }

        return all;
    }

    private static bool IsJson(TransportResponse response)
    {
        return response.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;
    }
}
