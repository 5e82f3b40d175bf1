using System.Collections.Concurrent;

namespace TokenModule;

/// <summary>Time that stands still, and with it every wait, until a test lets it pass.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly ConcurrentQueue<SteppedTimer> timers = new();
    private readonly SemaphoreSlim begun = new(0);
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + passed;

    public override long GetTimestamp() => passed.Ticks;

    /// <summary>Returns once another wait has begun.</summary>
    public async Task WaitForTimerAsync() => Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(10)));

    public void Advance(TimeSpan time)
    {
        passed += time;
        foreach (SteppedTimer timer in timers)
        {
            timer.RunWhenDue(passed);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SteppedTimer timer = new(() => callback(state), passed + dueTime);
        timers.Enqueue(timer);
        begun.Release();
        return timer;
    }

    private sealed class SteppedTimer : ITimer
    {
        private readonly TimeSpan due;
        private Action? run;

        public SteppedTimer(Action run, TimeSpan due)
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
