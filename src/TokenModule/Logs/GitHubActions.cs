namespace TokenModule.Logs;

/// <summary>The workflow command <c>add-mask</c>.</summary>
internal sealed class GitHubActions : ILogMaskFormat
{
    public bool IsRunning => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") is { Length: > 0 };

    public string Command(string value) => "::add-mask::" + value.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
