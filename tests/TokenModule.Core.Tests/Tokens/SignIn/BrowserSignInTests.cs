using System.Net.Sockets;
using System.Web;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;
using TokenModule.Tokens.SignIn;

namespace TokenModule;

public sealed class BrowserSignInTests
{
    // A browser that does nothing. The tests send the requests that a browser would send.
    static BrowserSignInTests() => Environment.SetEnvironmentVariable("BROWSER", "true");

    private readonly TestClock clock = new();

    [Fact]
    public async Task Authorization_code_is_exchanged_with_its_PKCE_verifier()
    {
        Uri? opened = null;
        AuthorizationCodeGrant grant = await SignInAsync(address =>
        {
            opened = address;
            return $"code=canary-code&state={HttpUtility.ParseQueryString(address.Query)["state"]}";
        });

        Dictionary<string, string> sent = grant.Parameters.ToDictionary();
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(opened!.Query);
        string challenge =
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(sent["code_verifier"])))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Equal(("canary-code", query["redirect_uri"], challenge, "S256"),
            (sent["code"], sent["redirect_uri"], query["code_challenge"], query["code_challenge_method"]));
        Assert.Equal("https://sub.authentication.example/oauth/authorize", opened.GetLeftPart(UriPartial.Path));
        Assert.DoesNotContain(sent["code_verifier"], opened.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sub.authentication.cert.eu10.example/oauth/token", "https://sub.authentication.eu10.example/oauth/authorize")]
    [InlineData("https://authentication.cert.eu10.example/oauth/token", "https://authentication.eu10.example/oauth/authorize")]
    [InlineData("https://login.cert.example/oauth2/token?x=1", "https://login.cert.example/oauth2/authorize")]
    public void The_page_is_beside_the_token_endpoint_but_not_at_the_host_that_requires_a_certificate(string tokenUrl, string expected)
    {
        ServiceKey key = CreateValues(tokenUrl).ToKey();

        Uri address = CreateAddress(TokenRequest.FromSession(key, GrantType.AuthorizationCode));
        Assert.Equal(expected, address.GetLeftPart(UriPartial.Path));
    }

    [Theory]
    [InlineData("https://login.example/sign/in", "https://login.example/sign/in?response_type=code&")]
    [InlineData("https://login.example/sign/in?policy=a%20b#top", "https://login.example/sign/in?policy=a%20b&response_type=code&")]
    public void A_page_that_the_key_names_is_opened_with_its_own_parameters(string page, string expected)
    {
        ServiceKey key = CreateValues("https://login.example/token", page).ToKey();

        Uri address = CreateAddress(TokenRequest.FromSession(key, GrantType.AuthorizationCode));
        Assert.StartsWith(expected, address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_for_the_browser_must_be_https()
    {
        ServiceKeyValues values = CreateValues("https://login.example/token", "http://login.example/");

        Assert.Contains("AuthorizeUrl", Assert.Throws<ServiceKeyException>(values.ToKey).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "login")]
    [InlineData(false, null)]
    public void A_forced_sign_in_prompts_a_user_who_is_signed_in_at_the_server(bool isForced, string? expected)
    {
        Assert.Equal(expected, HttpUtility.ParseQueryString(CreateAddress(Request with { ForceRefresh = isForced }).Query)["prompt"]);
    }

    [Theory]
    [InlineData("code=c&state=another")]
    [InlineData("code=c")]
    [InlineData("error=access_denied&error_description=no&state=another")]
    public async Task Response_with_a_wrong_state_is_rejected(string answer)
    {
        Assert.Equal(Failure.GrantRejected, (await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync(_ => answer))).Failure);
    }

    [Fact]
    public async Task Error_contains_the_error_description_of_the_server()
    {
        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => SignInAsync(address =>
            $"error=access_denied&error_description=User%20said%20no%1b&state={HttpUtility.ParseQueryString(address.Query)["state"]}"));

        Assert.Equal(Failure.GrantRejected, error.Failure);
        Assert.Contains("access_denied User said no", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_connections_and_other_pages_do_not_block_the_sign_in()
    {
        AuthorizationCodeGrant grant = await SignInAsync(async address =>
        {
            Uri redirect = new(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
            using TcpClient silent = new("127.0.0.1", redirect.Port);
            using HttpClient http = new();
            await clock.DeadlineStartedAsync();
            await clock.DeadlineStartedAsync();
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync(new Uri(redirect, "favicon.ico"))).StatusCode);
            return $"code=c&state={HttpUtility.ParseQueryString(address.Query)["state"]}";
        });

        Assert.NotNull(grant);
    }

    [Fact]
    public async Task Sign_in_times_out()
    {
        TimeSpan timeout = TimeSpan.FromMinutes(5);
        Task<AuthorizationCodeGrant> waiting =
            BrowserSignIn.AuthorizeAsync(Request, 0, (_, _) => { }, timeout, clock, CancellationToken.None)
            .AsTask();
        clock.Advance(timeout - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        TokenRequestException error = await Assert.ThrowsAsync<TokenRequestException>(() => waiting);

        Assert.Equal(Failure.NetworkTimeout, error.Failure);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        using CancellationTokenSource stop = new();
        Task<AuthorizationCodeGrant> waiting =
            BrowserSignIn.AuthorizeAsync(Request, 0, (_, _) => { }, TimeSpan.FromMinutes(5), clock, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static ServiceKeyValues CreateValues(string tokenUrl, string? authorizeUrl = null)
    {
        return new ServiceKeyValues(new Uri(tokenUrl), "app", new ClientSecret(new Secret("s")))
        {
            AuthorizeUrl = authorizeUrl is null ? null : new Uri(authorizeUrl),
        };
    }

    private static Uri CreateAddress(TokenRequest request) => new AuthorizationRequest(request, new Uri("http://localhost:1/")).Address;

    private static TokenRequest Request => TokenRequest.FromSession(TestServiceKeys.CreateForClient(), GrantType.AuthorizationCode);

    private Task<AuthorizationCodeGrant> SignInAsync(Func<Uri, string> answer) => SignInAsync(address => Task.FromResult(answer(address)));

    private async Task<AuthorizationCodeGrant> SignInAsync(Func<Uri, Task<string>> answer)
    {
        Task visit = Task.CompletedTask;
        AuthorizationCodeGrant grant = await BrowserSignIn.AuthorizeAsync(Request, 0, (address, _) => visit = VisitAsync(address),
            TimeSpan.FromMinutes(1), clock, CancellationToken.None);
        await visit;
        return grant;

        async Task VisitAsync(Uri address)
        {
            using HttpClient http = new();
            await http.GetStringAsync(new Uri(HttpUtility.ParseQueryString(address.Query)["redirect_uri"] + "?" + await answer(address)));
        }
    }
}
