namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>
/// An assertion in an environment variable, as <c>id_tokens</c> of GitLab provides it. The variable is read again for each request.
/// </summary>
internal sealed class VariableAssertionSource(string variable) : AssertionSource
{
    public override string Name => $"The environment variable {variable}";

    public override string Fingerprint => $"variable {variable}";

    public override ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value)
            ? throw CreateError(
                $"The variable is not set. In GitLab, the job defines it under 'id_tokens:', with 'aud: {request.Audience}'. "
                    + "Get-ChildItem Env: lists the variables.")
            : new ValueTask<Secret>(new Secret(value!.Trim()));
    }
}
