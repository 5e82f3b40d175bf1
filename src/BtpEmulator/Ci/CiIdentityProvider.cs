using System.Text.Json.Nodes;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Ci;

/// <summary>
/// The identity provider of a CI system: it issues ID tokens to jobs as GitHub Actions and Azure Pipelines do, and publishes its keys.
/// </summary>
internal sealed class CiIdentityProvider(Landscape landscape)
{
    public const string Path = "/ci";

    /// <summary>The access token of the job, which requests ID tokens.</summary>
    public const string JobToken = "fake-job-token-5b8f2d";

    /// <summary>The audience of every ID token of Azure Pipelines.</summary>
    public const string AzureAudience = "api://AzureADTokenExchange";

    public static string GetIssuer(Landscape landscape) => landscape.Origin + Path;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Path}/github/token", (HttpRequest request, string? audience) =>
            IsJob(request)
                ? Results.Json(new { count = 1, value = IssueToken(audience ?? "https://github.com/acme") })
                : Results.Json(new { message = "Bad credentials" }, statusCode: StatusCodes.Status401Unauthorized));
        routes.MapPost($"{Path}/azure/oidctoken", (HttpRequest request, string? serviceConnectionId) =>
            IsJob(request) && request.Query["api-version"] == "7.1"
                ? Results.Json(new { oidcToken = IssueToken(AzureAudience, serviceConnectionId) })
                : Results.Json(new { message = "Access denied" }, statusCode: StatusCodes.Status401Unauthorized));
        routes.MapGet($"{Path}/jwks", () => Results.Json(new { keys = new[] { landscape.CiKey.ToJwk() } }));
        routes.MapGet($"{Path}/.well-known/openid-configuration", () =>
            Results.Json(new { issuer = GetIssuer(landscape), jwks_uri = $"{GetIssuer(landscape)}/jwks" }));
    }

    private static bool IsJob(HttpRequest request) => request.Headers.Authorization == $"Bearer {JobToken}";

    private string IssueToken(string audience, string? connection = null)
    {
        long now = landscape.Now.ToUnixTimeSeconds();
        return landscape.CiKey.Sign(
            new JsonObject { ["alg"] = "RS256", ["kid"] = SigningKey.Id, ["typ"] = "JWT" },
            new JsonObject
            {
                ["iss"] = GetIssuer(landscape),
                ["sub"] = connection is null ? landscape.Settings.AssertionSubject : $"sc://acme/deploy/{connection}",
                ["aud"] = audience,
                ["jti"] = Guid.NewGuid().ToString(),
                ["iat"] = now,
                ["exp"] = now + (long)landscape.Settings.AssertionLifetime.TotalSeconds,
            });
    }
}
