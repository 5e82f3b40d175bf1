namespace TokenModule.Logs;

/// <summary>The commands of a CI system.</summary>
internal interface ICiSystem
{
    bool IsRunning { get; }

    /// <returns>A log line that makes the CI system mask the value in all later lines.</returns>
    string FormatMaskCommand(string value);

    /// <summary>Passes a secret to later steps of the job.</summary>
    /// <param name="name">The name of the output or variable.</param>
    /// <returns>False when the current step cannot publish values.</returns>
    bool Publish(string name, string value);
}
