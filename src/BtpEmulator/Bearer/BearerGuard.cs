using BtpEmulator.Http;

namespace BtpEmulator.Bearer;

/// <summary>Rejects requests to an operation without a valid token or without a scope that the operation requires.</summary>
internal sealed class BearerGuard(BearerTokenVerifier verifier)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not { } required) return next(context);

        if (!verifier.TryVerify(context.Request.Headers.Authorization.ToString(), out BearerToken? token, out string? problem))
        {
            return ChallengeAsync(context, StatusCodes.Status401Unauthorized, "invalid_token", problem);
        }

        if (required.AnyOf.Count > 0 && !required.AnyOf.Any(token.Scopes.Contains)) return ForbidAsync(context, required);

        context.Features.Set(token);
        return next(context);
    }

    private static Task ForbidAsync(HttpContext context, RequiredScope required)
    {
        string needed = $"One of these scopes is required: {string.Join(", ", required.AnyOf)}";
        return context.GetEndpoint()?.Metadata.GetMetadata<CloudManagementOperation>() is null
            ? ChallengeAsync(context, StatusCodes.Status403Forbidden, "insufficient_scope", needed)
            : CloudManagementError.CreateForbidden(context, needed).ExecuteAsync(context);
    }

    // The body stays empty, as with the real services. The reason is only in the header.
    private static Task ChallengeAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.WWWAuthenticate = $"Bearer error=\"{error}\", error_description=\"{description}\"";
        return Task.CompletedTask;
    }
}
