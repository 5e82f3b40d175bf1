namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>
/// The ID token of a job in Azure Pipelines, from the REST operation "Oidctoken - Create" (api-version 7.1) of Azure DevOps. This operation
/// has no parameter for the audience.
/// </summary>
/// <param name="serviceConnectionId">The id of a service connection that is the subject of the token, or null.</param>
internal sealed class AzurePipelinesAssertionSource(string? serviceConnectionId) : AssertionSource
{
    /// <summary>The audience of every ID token of Azure Pipelines.</summary>
    public const string FixedAudience = "api://AzureADTokenExchange";

    private const string AddressVariable = "SYSTEM_OIDCREQUESTURI";
    private const string TokenVariable = "SYSTEM_ACCESSTOKEN";

    private const string TokenError =
        "The step cannot read the access token of the job, which requests the ID token. Add these lines to the step in the pipeline "
            + "file: 'env:', and below it, indented, 'SYSTEM_ACCESSTOKEN: $(System.AccessToken)'.";

    public static bool IsRunning => HasValue("TF_BUILD") || HasValue(AddressVariable);

    public override string Name => "Azure Pipelines";

    public override string Fingerprint => $"azure {serviceConnectionId}";

    public override string GetDefaultAudience(Uri tokenUrl) => FixedAudience;

    /// <exception cref="ServiceKeyException">A variable of the job is missing.</exception>
    public void RequireVariables()
    {
        if (!HasValue(AddressVariable))
        {
            throw CreateError(
                $"The variable {AddressVariable} is missing. Azure Pipelines sets it in the jobs of a pipeline. "
                    + "Azure DevOps Server does not issue ID tokens.");
        }

        if (!HasValue(TokenVariable))
            throw CreateError(TokenError);
    }

    public override async ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        RequireVariables();
        string address = AssertionEndpoint.AddParameter(Environment.GetEnvironmentVariable(AddressVariable)!, "api-version", "7.1");
        if (serviceConnectionId is not null)
            address = AssertionEndpoint.AddParameter(address, "serviceConnectionId", serviceConnectionId);
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url))
            throw CreateError($"The variable {AddressVariable} does not contain a URL. Run the command in a job of Azure Pipelines.");

        Secret bearer = new(Environment.GetEnvironmentVariable(TokenVariable)!.Trim());
        (Secret? assertion, string error, Exception? cause) = await AssertionEndpoint
            .RequestAsync(HttpMethod.Post, url, bearer, "oidcToken", request, cancellationToken)
            .ConfigureAwait(false);
        return assertion ?? throw CreateError($"Azure Pipelines issued no ID token. {error} {Advice}", cause);
    }

    private string Advice => serviceConnectionId is null
        ? "Check that SYSTEM_ACCESSTOKEN is set to $(System.AccessToken)."
        : "Check that the pipeline may use the service connection of -ServiceConnectionId.";

    private static bool HasValue(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
