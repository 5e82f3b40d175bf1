namespace TokenModule.Logs;

/// <summary>How a CI system is told to hide a value in its logs.</summary>
internal interface ILogMaskFormat
{
    bool IsRunning { get; }

    string Command(string value);
}
