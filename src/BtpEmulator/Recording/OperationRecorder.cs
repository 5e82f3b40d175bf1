using BtpEmulator.Bearer;

namespace BtpEmulator.Recording;

/// <summary>Returns <c>{}</c> for all operations of Cloud Management, for tests that check only the requests.</summary>
/// <remarks>Operations that the emulator implements still require their scopes.</remarks>
internal sealed class OperationRecorder(EmulatorSettings settings)
{
    private static readonly string[] Prefixes =
    [
        "/accounts", "/entitlements", "/provisioning", "/saas-manager", "/cloud-management", "/jobs-management", "/api/v2.0",
    ];

    private static readonly EndpointMetadataCollection AnyToken = new(new RequiredScope([]), new CloudManagementOperation());

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (settings.AnswerEveryOperation
            && Prefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)))
        {
            // The framework's endpoint for a wrong method (405) is not a <see cref="RouteEndpoint"/>.
            EndpointMetadataCollection metadata = context.GetEndpoint() is RouteEndpoint known ? known.Metadata : AnyToken;
            context.SetEndpoint(new Endpoint(answered => answered.Response.WriteAsJsonAsync(new { }), metadata, nameof(OperationRecorder)));
        }

        return next(context);
    }
}
