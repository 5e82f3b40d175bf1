using System.Net;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Prepares the first token request and the first API call on another thread, while a key is imported.</summary>
/// <remarks>
/// The runtime compiles a method when it runs for the first time, which takes half the time of the first token. Therefore the other thread
/// runs the code once with a handler that responds from memory. It opens no connection and shares nothing with the session.
/// docs/performance.md states the gain.
/// </remarks>
internal static class FirstCall
{
    private static readonly Uri Address = new("https://localhost/");
    private const string Operation = "api\tGET\t/items/{id}\tgetItem\tread\tfilter\t\t\tGet an item\tItem\topenapi";

    private static int hasStarted;

    public static void Prepare()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref hasStarted, 1) == 0)
            _ = Task.Run(Rehearse);
    }

    private static void Rehearse()
    {
        TimeProvider clock = ModuleSession.Clock;
        using HttpTransport transport = new(clock, (_, _, _) => new MemoryHandler());
        TokenCache tokens = new(new TokenClient(transport, clock, TokenClaims.ParseOrDefault), clock);
        ServiceKeyValues values = new(Address, "client", new ClientSecret(new Secret("secret")));
        BtpApiRequest request = new(HttpMethod.Get, Address, TokenRequest.FromKey(values.ToKey()));
        TransportResponse response = new BtpApiClient(tokens, transport).SendAsync(request, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        BtpOperation[] operations = [OperationLine.ParseLine(Operation)];
        BtpOperation? operation = OperationCatalog.Find(operations, endpoint: null, request.Method.Method, "/items/1");
        _ = new ResponseObjects(raw: false, asHashtable: false) { Operation = operation }.Convert(request, response).Count();
        ConnectionPool.Create(ProxyServer.MachineDefault, certificate: null, clock).Dispose();
    }

    private sealed class MemoryHandler : HttpMessageHandler
    {
        private const string Response = """{ "access_token": "token", "token_type": "bearer", "expires_in": 3600 }""";

        // Completes later, so that the code that waits for a response runs too.
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            return Task.Run(() => Respond(request), cancellationToken);
        }

        private static HttpResponseMessage Respond(HttpRequestMessage request)
        {
            request.Content?.ReadAsStreamAsync().GetAwaiter().GetResult().Dispose();
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Response, Encoding.UTF8, "application/json") };
        }
    }
}
