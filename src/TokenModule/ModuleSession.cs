using TokenModule.Api;
using TokenModule.Api.Paging;
using TokenModule.Api.Waiting;
using TokenModule.Checks;
using TokenModule.Claims.Verification;
using TokenModule.Http;
using TokenModule.Logs;
using TokenModule.ServiceKeys;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>
/// The objects that all cmdlets of the process share, including those in parallel runspaces. They are created on first use.
/// </summary>
internal static class ModuleSession
{
    public static TimeProvider Clock => TimeProvider.System;

    public static ServiceKeyRing Keys { get; } = new();

    public static TokenCache Tokens => Parts.Tokens;

    public static BtpApiClient Api => Parts.Api;

    public static PageReader Pages => Parts.Pages;

    public static OperationWaiter Waiter => Parts.Waiter;

    public static ServiceKeyTest KeyTest => Parts.KeyTest;

    public static TokenVerifier Verifier => Parts.Verifier;

    public static TokenRevocation Revocation => Parts.Revocation;

    private static class Parts
    {
        private static readonly HttpTransport Transport = new(Clock);

        public static readonly TokenCache Tokens = new(
            new MaskingTokenSource(
                new TokenClient(Transport, Clock, TokenClaims.ParseOrDefault) { SecretIssued = LogMask.HideIssued }),
            Clock);

        public static readonly BtpApiClient Api = new(Tokens, Transport) { ReadClaims = TokenClaims.ParseOrDefault };

        public static readonly PageReader Pages = new(Api);

        public static readonly OperationWaiter Waiter = new(Api, Clock);

        public static readonly TokenVerifier Verifier = new(new PublishedKeys(Transport, Clock), Clock);

        public static readonly TokenRevocation Revocation = new(Transport);

        public static readonly ServiceKeyTest KeyTest = new(Tokens, Transport, Clock);
    }
}
