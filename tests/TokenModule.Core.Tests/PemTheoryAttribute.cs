namespace TokenModule;

/// <summary>A theory about certificates in PEM, which Windows PowerShell 5.1 cannot read: skipped for that build.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PemTheoryAttribute : TheoryAttribute
{
    public PemTheoryAttribute()
    {
        Skip = PemFactAttribute.IsRead ? null : PemFactAttribute.Reason;
    }
}
