namespace TokenModule.Checks;

/// <summary>How a check came out.</summary>
public enum CheckResult
{
    Passed,

    /// <summary>It works now, and something should be done about it.</summary>
    Warning,
    Failed,

    /// <summary>It does not apply, or an earlier failure leaves nothing to check.</summary>
    Skipped,
}
