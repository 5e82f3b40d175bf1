namespace TokenModule.Logs;

/// <summary>The logging command <c>task.setsecret</c>.</summary>
internal sealed class AzurePipelines : ILogMaskFormat
{
    public bool IsRunning => Environment.GetEnvironmentVariable("TF_BUILD") is { Length: > 0 };

    public string Command(string value) => "##vso[task.setsecret]" + value.Replace(";", "%3B").Replace("]", "%5D").Replace("\r", "%0D").Replace("\n", "%0A");
}
