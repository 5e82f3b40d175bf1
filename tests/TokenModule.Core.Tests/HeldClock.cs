using System.Collections.Concurrent;

namespace TokenModule;

/// <summary>Time that stands still, and with it every wait, until a test lets it pass.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly ConcurrentQueue<HeldTimer> timers = new();
    private readonly SemaphoreSlim begun = new(0);
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + passed;

    public override long GetTimestamp() => passed.Ticks;

    /// <summary>Returns once another wait has begun.</summary>
    public async Task WaitBegunAsync() => Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(10)));

    public void Pass(TimeSpan time)
    {
        passed += time;
        foreach (HeldTimer timer in timers)
        {
            timer.RunWhenDue(passed);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HeldTimer timer = new(() => callback(state), passed + dueTime);
        timers.Enqueue(timer);
        begun.Release();
        return timer;
    }

    private sealed class HeldTimer : ITimer
    {
        private readonly TimeSpan due;
        private Action? run;

        public HeldTimer(Action run, TimeSpan due)
        {
            this.run = run;
            this.due = due;
        }

        public void RunWhenDue(TimeSpan now)
        {
            if (now >= due)
                Interlocked.Exchange(ref run, null)?.Invoke();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => run = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
