using System.Collections.Concurrent;

namespace TokenModule.Cmdlets;

/// <summary>Remembers the warnings of this process, so that each appears only once.</summary>
internal static class WarningHistory
{
    private static readonly ConcurrentDictionary<string, bool> Warnings = new();

    public static bool TryAdd(string warning) => Warnings.TryAdd(warning, true);
}
