namespace TokenModule;

/// <summary>Methods for waiting that netstandard2.0 does not have.</summary>
internal static class TaskExtensions
{
    extension(Task)
    {
        public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
        {
            return timeProvider.Delay(delay, cancellationToken);
        }
    }

    extension<T>(Task<T> task)
    {
        public Task<T> WaitAsync(CancellationToken cancellationToken)
        {
            return task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }
}
