using System.Collections.Concurrent;

namespace TokenModule.Cmdlets;

/// <summary>What this process has warned of already.</summary>
internal static class WarningHistory
{
    private static readonly ConcurrentDictionary<string, bool> Said = new();

    public static bool TryAdd(string warning) => Said.TryAdd(warning, true);
}
