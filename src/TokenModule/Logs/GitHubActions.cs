namespace TokenModule.Logs;

/// <summary>The workflow command <c>add-mask</c>, and the file of a step's outputs.</summary>
internal sealed class GitHubActions : ICiSystem
{
    public bool IsRunning => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is { Length: > 0 };

    public string FormatMaskCommand(string value) => "::add-mask::" + value.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    // An output goes to the steps that name it; a variable of the environment would go to all.
    public bool Publish(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is not { Length: > 0 } file)
            return false;

        string delimiter = Guid.NewGuid().ToString();
        File.AppendAllText(file, $"{name}<<{delimiter}\n{value}\n{delimiter}\n");
        return true;
    }
}
