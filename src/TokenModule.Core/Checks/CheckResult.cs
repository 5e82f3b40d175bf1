namespace TokenModule.Checks;

/// <summary>The result of a check of a service key.</summary>
public enum CheckResult
{
    Passed,

    /// <summary>The key works now, but requires an action soon.</summary>
    Warning,
    Failed,

    /// <summary>The check does not apply to the key, or is not possible because an earlier check failed.</summary>
    Skipped,
}
