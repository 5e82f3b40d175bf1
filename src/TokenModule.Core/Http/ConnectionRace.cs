using System.Net;
using System.Net.Sockets;

namespace TokenModule.Http;

/// <summary>
/// Connects to the addresses of a host and uses the first connection that succeeds. Each attempt starts a short time after the previous one
/// (RFC 8305), so that an unreachable address, usually of IPv6, does not use up the whole timeout.
/// </summary>
internal static class ConnectionRace
{
    // RFC 8305 section 5 recommends 250 ms.
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <param name="addresses">The addresses in the order of the system (RFC 6724).</param>
    /// <param name="connect">Opens a connection. It throws <see cref="SocketException"/> when the address does not accept one.</param>
    /// <param name="clock">Measures the time between two attempts.</param>
    /// <param name="cancellationToken">Ends all attempts.</param>
    /// <exception cref="UnreachableHostException">No address accepted a connection.</exception>
    public static async Task<TConnection> ConnectAsync<TConnection>(
        IReadOnlyList<IPAddress> addresses,
        Func<IPAddress, CancellationToken, Task<TConnection>> connect,
        TimeProvider clock,
        CancellationToken cancellationToken)
        where TConnection : IDisposable
    {
        using CancellationTokenSource decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<TConnection>> running = [];
        Queue<IPAddress> waiting = new(OrderAddresses(addresses));
        SocketException? lastFailure = null;
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                if (waiting.Count > 0)
                    running.Add(connect(waiting.Dequeue(), decided.Token));

                Task<TConnection>? finished = await WaitForAttemptAsync(running, waiting.Count > 0, clock, decided.Token)
                    .ConfigureAwait(false);
                if (finished is null)
                    continue;

                running.Remove(finished);
                try
                {
                    return await finished.ConfigureAwait(false);
                }
                catch (SocketException e)
                {
                    lastFailure = e;
                }
            }
        }
        finally
        {
            decided.Cancel();
            foreach (Task<TConnection> late in running)
            {
                _ = CloseAsync(late);
            }
        }

        throw new UnreachableHostException(addresses, lastFailure ?? new SocketException((int)SocketError.HostNotFound));
    }

    // RFC 8305 section 4: the families alternate, so that the second attempt already uses the other family.
    private static IEnumerable<IPAddress> OrderAddresses(IReadOnlyList<IPAddress> addresses)
    {
        return addresses
            .GroupBy(address => address.AddressFamily)
            .SelectMany((family, order) => family.Select((address, position) => (address, position, order)))
            .OrderBy(entry => entry.position)
            .ThenBy(entry => entry.order)
            .Select(entry => entry.address);
    }

    /// <returns>A finished attempt, or null when the next attempt has to start.</returns>
    private static async Task<Task<TConnection>?> WaitForAttemptAsync<TConnection>(
        List<Task<TConnection>> running, bool hasNext, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!hasNext)
            return await Task.WhenAny(running).ConfigureAwait(false);

        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = Task.Delay(AttemptDelay, clock, enough.Token);
        Task first = await Task.WhenAny([.. running, delay]).ConfigureAwait(false);
        enough.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return first as Task<TConnection>;
    }

    private static async Task CloseAsync<TConnection>(Task<TConnection> attempt)
        where TConnection : IDisposable
    {
        try
        {
            (await attempt.ConfigureAwait(false)).Dispose();
        }
        catch (SocketException)
        {
        }
        catch (OperationCanceledException)
        {
        }
    }
}
