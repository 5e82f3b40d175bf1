namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>
/// The ID token of a job in GitHub Actions. GitHub issues it for any audience; it is valid for five minutes. See "OpenID Connect reference"
/// in the documentation of GitHub.
/// </summary>
internal sealed class GitHubAssertionSource : AssertionSource
{
    private const string AddressVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string TokenVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    private const string PermissionError =
        "The job may not request an ID token. Add these lines to the job in the workflow file: "
            + "'permissions:', and below it, indented, 'id-token: write' and 'contents: read'. "
            + "Workflows of pull requests from forks cannot have this permission.";

    public static bool IsRunning => HasValue("GITHUB_ACTIONS") || HasValue(AddressVariable);

    public override string Name => "GitHub Actions";

    public override string Fingerprint => "github";

    /// <exception cref="ServiceKeyException">The job does not have the permission.</exception>
    public void RequirePermission()
    {
        if (!HasValue(AddressVariable) || !HasValue(TokenVariable))
            throw CreateError(PermissionError);
    }

    public override async ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        RequirePermission();
        string address = AssertionEndpoint.AddParameter(
            Environment.GetEnvironmentVariable(AddressVariable)!, "audience", request.Audience);
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url))
            throw CreateError($"The variable {AddressVariable} does not contain a URL. Run the command in a job of GitHub Actions.");

        Secret bearer = new(Environment.GetEnvironmentVariable(TokenVariable)!.Trim());
        (Secret? assertion, string error, Exception? cause) = await AssertionEndpoint
            .RequestAsync(HttpMethod.Get, url, bearer, "value", request, cancellationToken)
            .ConfigureAwait(false);
        return assertion ?? throw CreateError($"GitHub issued no ID token. {error}", cause);
    }

    private static bool HasValue(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
