namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>Finds the identity that the platform gives to the running job or pod.</summary>
/// <param name="serviceConnectionId">The id of a service connection of Azure Pipelines, or null.</param>
internal sealed class WorkloadIdentity(string? serviceConnectionId)
{
    private const string KubernetesVariable = "KUBERNETES_SERVICE_HOST";
    private const string KubernetesToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    private const string GitLabVariable = "GITLAB_CI";

    private const string NothingFoundError =
        "No workload identity was found. The command looked for GitHub Actions (ACTIONS_ID_TOKEN_REQUEST_URL), Azure Pipelines "
            + "(SYSTEM_OIDCREQUESTURI), and a service account token of Kubernetes (" + KubernetesToken + "). On other systems, "
            + "name the variable or the file that contains the assertion with -AssertionVariable or -AssertionPath, "
            + "or pass a script with -ClientAssertion.";

    private const string GitLabError =
        "GitLab passes ID tokens in variables that the job names. Add 'id_tokens:' to the job, with a variable and its 'aud', "
            + "and pass the name of the variable with -AssertionVariable.";

    /// <exception cref="ServiceKeyException">There is no such identity, or the job does not have the required permission.</exception>
    public AssertionSource DetectSource()
    {
        if (GitHubAssertionSource.IsRunning)
        {
            GitHubAssertionSource source = new();
            source.RequirePermission();
            return RequireNoServiceConnection(source);
        }

        if (AzurePipelinesAssertionSource.IsRunning)
        {
            AzurePipelinesAssertionSource source = new(serviceConnectionId);
            source.RequireVariables();
            return source;
        }

        if (IsSet(GitLabVariable))
            throw CreateError(GitLabError);
        return IsSet(KubernetesVariable) && File.Exists(KubernetesToken)
            ? RequireNoServiceConnection(new FileAssertionSource(KubernetesToken))
            : throw CreateError(NothingFoundError);
    }

    private AssertionSource RequireNoServiceConnection(AssertionSource source)
    {
        return serviceConnectionId is null ? source : throw new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            source.Name,
            "-ServiceConnectionId selects a service connection of Azure Pipelines. Omit it here.");
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static ServiceKeyException CreateError(string message)
    {
        return new ServiceKeyException(Failure.AssertionUnavailable, "-WorkloadIdentity", message);
    }
}
