using Microsoft.Extensions.Primitives;

namespace BtpEmulator.Xsuaa;

/// <summary>The parameters of a token request: the query of a GET, or the query and the form of a POST.</summary>
internal sealed class ReceivedTokenParameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string name] => values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string GetRequired(string name) =>
        this[name] ?? throw OAuthErrorException.CreateInvalidRequest($"{name} parameter not provided");

    public static async Task<ReceivedTokenParameters> ReadAsync(HttpRequest request)
    {
        ReceivedTokenParameters parameters = new();
        parameters.Add(request.Query);
        if (request.HasFormContentType) parameters.Add(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        return parameters;
    }

    private void Add(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        foreach ((string name, StringValues sent) in fields)
        {
            if (sent.Count is not 1 || !values.TryAdd(name, sent.ToString()))
                throw OAuthErrorException.CreateInvalidRequest($"duplicate parameter: {name}");
        }
    }
}
