namespace BtpEmulator;

/// <summary>Answers for all operations of Cloud Management at once, for tests that only look at what was asked.</summary>
/// <remarks>An operation the emulator knows keeps its scopes.</remarks>
internal sealed class OperationRecorder(EmulatorSettings settings)
{
    private static readonly string[] Prefixes =
    [
        "/accounts", "/entitlements", "/provisioning", "/saas-manager", "/cloud-management", "/jobs-management", "/api/v2.0",
    ];

    private static readonly EndpointMetadataCollection AnyToken = new(new RequiredScope([]), new CloudManagementOperation());

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.AnswerEveryOperation && Prefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)))
        {
            // What refuses a wrong method is an endpoint too, but no route.
            var metadata = context.GetEndpoint() is RouteEndpoint known ? known.Metadata : AnyToken;
            context.SetEndpoint(new Endpoint(answered => answered.Response.WriteAsJsonAsync(new { }), metadata, nameof(OperationRecorder)));
        }

        return next(context);
    }
}
