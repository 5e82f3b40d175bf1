namespace TokenModule;

/// <summary>A fact about something that Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    /// <param name="reason">The feature that Windows lacks.</param>
    public UnixFactAttribute(string reason)
    {
        Skip = OperatingSystem.IsWindows() ? reason : null;
    }
}
