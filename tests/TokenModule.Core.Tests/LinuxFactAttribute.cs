namespace TokenModule;

/// <summary>A fact about something that only Linux has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    /// <param name="reason">The feature that other systems lack.</param>
    public LinuxFactAttribute(string reason)
    {
        Skip = OperatingSystem.IsLinux() ? null : reason;
    }
}
