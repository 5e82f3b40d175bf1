using System.Runtime.Versioning;

namespace TokenModule;

/// <summary>A fact about certificates in PEM, which Windows PowerShell 5.1 cannot read: skipped for that build.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PemFactAttribute : FactAttribute
{
    public const string Reason = "Windows PowerShell 5.1 reads no PEM.";

    public PemFactAttribute()
    {
        Skip = IsRead ? null : Reason;
    }

    /// <summary>Whether the build that is tested reads PEM.</summary>
    public static bool IsRead { get; } = !(
        (TargetFrameworkAttribute)typeof(ServiceKey).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false)
        .Single()).FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);
}
