namespace TokenModule.Logs;

/// <summary>Azure Pipelines with its logging commands <c>task.setsecret</c> and <c>task.setvariable</c>.</summary>
internal sealed class AzurePipelines : ICiSystem
{
    public bool IsRunning => Environment.GetEnvironmentVariable("TF_BUILD") is { Length: > 0 };

    public string FormatMaskCommand(string value) => "##vso[task.setsecret]" + Escape(value);

    public bool Publish(string name, string value)
    {
        LogMask.Write($"##vso[task.setvariable variable={name};issecret=true]{Escape(value)}");
        return true;
    }

    private static string Escape(string value) => value.Replace(";", "%3B").Replace("]", "%5D").Replace("\r", "%0D").Replace("\n", "%0A");
}
