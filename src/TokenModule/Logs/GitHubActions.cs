namespace TokenModule.Logs;

/// <summary>GitHub Actions with its workflow command <c>add-mask</c> and the file for the outputs of a step.</summary>
internal sealed class GitHubActions : ICiSystem
{
    public bool IsRunning => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is { Length: > 0 };

    public string FormatMaskCommand(string value) => "::add-mask::" + value.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    // Only steps that name an output receive it. All later steps would receive an environment variable.
    public bool Publish(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is not { Length: > 0 } file)
            return false;

        string delimiter = Guid.NewGuid().ToString();
        File.AppendAllText(file, $"{name}<<{delimiter}\n{value}\n{delimiter}\n");
        return true;
    }
}
