namespace TokenModule.Http;

/// <summary>The thread of a command that waits for its requests. Code of the user, such as a script block, runs only there.</summary>
internal interface ICallerThread
{
    /// <summary>Runs the work on the thread while it waits.</summary>
    /// <exception cref="OperationCanceledException">The command ended before the work started.</exception>
    Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken);
}
