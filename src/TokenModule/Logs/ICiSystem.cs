namespace TokenModule.Logs;

/// <summary>What a CI system wants to be told, and how.</summary>
internal interface ICiSystem
{
    bool IsRunning { get; }

    /// <returns>The line of its log that hides a value in all others.</returns>
    string FormatMaskCommand(string value);

    /// <summary>Gives a secret to later steps of the job.</summary>
    /// <param name="name">The name they know it by.</param>
    /// <returns>Whether it has a way to do so here.</returns>
    bool Publish(string name, string value);
}
