namespace BtpEmulator;

/// <summary>Lets a request through to an operation when its token is good and holds a scope of that operation.</summary>
internal sealed class BearerGuard(BearerTokenVerifier verifier)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not { } required) return next(context);

        if (!verifier.TryVerify(context.Request.Headers.Authorization.ToString(), out var token, out var problem))
        {
            return ChallengeAsync(context, StatusCodes.Status401Unauthorized, "invalid_token", problem);
        }

        if (required.AnyOf.Count > 0 && !required.AnyOf.Any(token.Scopes.Contains)) return ForbidAsync(context, required);

        context.Features.Set(token);
        return next(context);
    }

    private static Task ForbidAsync(HttpContext context, RequiredScope required)
    {
        var needed = $"One of these scopes is required: {string.Join(", ", required.AnyOf)}";
        return context.GetEndpoint()?.Metadata.GetMetadata<CloudManagementOperation>() is null
            ? ChallengeAsync(context, StatusCodes.Status403Forbidden, "insufficient_scope", needed)
            : CloudManagementError.CreateForbidden(context, needed).ExecuteAsync(context);
    }

    // The body stays empty: clients have to look for the reason in the header, as with the real services.
    private static Task ChallengeAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.WWWAuthenticate = $"Bearer error=\"{error}\", error_description=\"{description}\"";
        return Task.CompletedTask;
    }
}
