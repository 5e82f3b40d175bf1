using System.Net;
using System.Text.RegularExpressions;

namespace TokenModule.Interop;

/// <summary>A browser that follows redirects, keeps cookies and submits each form, with one user name and password.</summary>
internal sealed partial class ScriptedBrowser(InteropAuthority authority, string userName, string password) : IDisposable
{
    private const int LongestPath = 20;

    private readonly HttpClient client = InteropConnections.CreateClient(authority);

    /// <summary>Opens an address and ends where the sign-in ends: at the address on this machine that the server redirects to.</summary>
    public async Task OpenAsync(Uri address)
    {
        HttpResponseMessage page = await client.GetAsync(address);
        for (int step = 0; step < LongestPath; step++)
        {
            if (page.Headers.Location is { } location)
            {
                Uri target = new(address, location);
                // All servers use https; only the listener of the module has an http address.
                bool isEnd = target.Scheme == Uri.UriSchemeHttp;
                address = target;
                page = await client.GetAsync(target);
                if (isEnd)
                    return;
                continue;
            }

            string html = await page.Content.ReadAsStringAsync();
            Match form = Form().Match(html);
            if (!form.Success)
                throw new InvalidOperationException($"{address} shows no form ({(int)page.StatusCode}): {html}");
            address = new Uri(address, WebUtility.HtmlDecode(form.Groups["action"].Value));
            using FormUrlEncodedContent content = new(ReadFields(form.Value));
            page = await client.PostAsync(address, content);
        }

        throw new InvalidOperationException($"The sign-in does not end; the last page is {address}.");
    }

    public void Dispose() => client.Dispose();

    private Dictionary<string, string> ReadFields(string form)
    {
        Dictionary<string, string> fields = [];
        foreach (Match input in Input().Matches(form))
        {
            string name = ReadAttribute(input.Value, "name");
            if (name.Length == 0)
                continue;
            fields[name] = ReadAttribute(input.Value, "type") switch
            {
                "text" => userName,
                "password" => password,
                _ => WebUtility.HtmlDecode(ReadAttribute(input.Value, "value")),
            };
        }

        return fields;
    }

    private static string ReadAttribute(string tag, string name) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();
}
