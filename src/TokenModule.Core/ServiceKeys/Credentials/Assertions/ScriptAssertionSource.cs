namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>A script of the user that returns an assertion. It runs only on the thread of the command that requests a token.</summary>
/// <param name="fingerprint">Distinguishes scripts.</param>
/// <param name="run">Runs the script for an audience. It throws <see cref="ServiceKeyException"/> when the script fails.</param>
internal sealed class ScriptAssertionSource(string fingerprint, Func<string, Secret> run) : AssertionSource
{
    public override string Name => "-ClientAssertion";

    public override string Fingerprint => $"script {fingerprint}";

    public override bool NeedsCaller => true;

    public override async ValueTask<Secret> CreateAssertionAsync(AssertionRequest request, CancellationToken cancellationToken)
    {
        return request.Network.CallerThread is { } caller
            ? await caller.RunAsync(() => run(request.Audience), cancellationToken).ConfigureAwait(false)
            : throw CreateError("The script can run only while a command waits for it. Run the command again.");
    }
}
