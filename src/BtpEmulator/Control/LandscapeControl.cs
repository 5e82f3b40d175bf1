using BtpEmulator.Proxy;
using BtpEmulator.ServiceKeys;

namespace BtpEmulator.Control;

/// <summary>Provides the addresses, service keys and certificates of the emulator over HTTP, for tests in other processes.</summary>
internal sealed class LandscapeControl(Landscape landscape, EmulatedServiceKeys keys, ProxyLog proxied)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder control = routes.MapGroup(ControlEndpoints.Prefix);
        control.MapGet("/addresses", () => Results.Json(new
        {
            http = landscape.Address,
            tls = landscape.TlsAddress,
            proxy = landscape.ProxyAddress,
            certificateAuthority = landscape.ServerCertificate.AuthorityPem,
        }));
        control.MapGet("/service-keys/{name}", WriteKey);
        control.MapGet("/proxy-requests", () => Results.Json(proxied.All));
        control.MapDelete("/proxy-requests", () =>
        {
            proxied.Clear();
            return Results.NoContent();
        });
        control.MapPost(
            "/client-certificates", (string commonName, DateTimeOffset? notBefore, DateTimeOffset? notAfter, bool ellipticCurve = false) =>
            Results.Json(landscape.ClientCertificates.Issue(commonName, notBefore, notAfter, ellipticCurve)));
    }

    private IResult WriteKey(string name) =>
        EmulatedServiceKeys.SeedNames
            .Concat(EmulatedServiceKeys.BindingNames)
            .Concat(EmulatedServiceKeys.AssertionNames)
            .Contains(name, StringComparer.Ordinal)
        ? Results.Content(keys.Write(name), "application/json")
        : Results.NotFound($"No service key is named '{name}'.");
}
