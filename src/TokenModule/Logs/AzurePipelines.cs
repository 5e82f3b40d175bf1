using System.Text.RegularExpressions;

namespace TokenModule.Logs;

/// <summary>Azure Pipelines with its logging commands <c>task.setsecret</c> and <c>task.setvariable</c>.</summary>
internal sealed class AzurePipelines : ICiSystem
{
    private static readonly Regex Decoded =
        new("%(3B|5D|0D|0A|AZP25)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public bool IsRunning => Environment.GetEnvironmentVariable("TF_BUILD") is { Length: > 0 };

    public string FormatMaskCommand(string value) => "##vso[task.setsecret]" + Escape(value);

    public bool Publish(string name, string value)
    {
        LogMask.Write($"##vso[task.setvariable variable={name};issecret=true]{Escape(value)}");
        return true;
    }

    // The agent decodes these five sequences and nothing else (azure-pipelines-agent CommandStringConvertor). A single % is not escaped,
    // so that an agent with DECODE_PERCENTS=false masks the same value.
    private static string Escape(string value)
    {
        return Decoded.Replace(value, "%AZP25$1").Replace("\r", "%0D").Replace("\n", "%0A");
    }
}
