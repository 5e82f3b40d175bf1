using Microsoft.Extensions.Time.Testing;

namespace TokenModule;

/// <summary>
/// A clock that moves only when a test moves it. Waits end immediately, and the clock moves forward by the duration of the wait.
/// </summary>
/// <remarks>A deadline expires only when the clock moves past it, because it is not a wait.</remarks>
internal sealed class TestClock : FakeTimeProvider
{
    // A test that waits longer than this has failed. It is never part of a passing run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim waits = new(0);
    private readonly SemaphoreSlim deadlines = new(0);
    private TimeSpan wallClockError;

    public TestClock()
        : base(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Whether waits last until <see cref="FakeTimeProvider.Advance"/> has moved the clock to their end.</summary>
    public bool HoldsWaits { get; init; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + wallClockError;

    // FakeTimeProvider derives the timestamp from the wall clock, but a clock that was set does not change how much time has passed.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Sets only the wall clock, as a user or a time server does. The elapsed time does not change.</summary>
    public void SetWallClockError(TimeSpan error) => wallClockError = error;

    /// <summary>Completes when the code under test has started one more wait.</summary>
    public Task WaitStartedAsync() => waits.WaitAsync(Patience).ContinueWith(RequireStart, TaskScheduler.Default);

    /// <summary>Completes when the code under test has started one more deadline.</summary>
    public Task DeadlineStartedAsync() => deadlines.WaitAsync(Patience).ContinueWith(RequireStart, TaskScheduler.Default);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is CancellationTokenSource)
        {
            deadlines.Release();
            return timer;
        }

        waits.Release();
        if (!HoldsWaits && dueTime > TimeSpan.Zero)
            Advance(dueTime);
        return timer;
    }

    private static void RequireStart(Task<bool> started) => Assert.True(started.Result, "No timer was started within a minute.");
}
