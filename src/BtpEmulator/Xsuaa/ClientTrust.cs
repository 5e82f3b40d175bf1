namespace BtpEmulator.Xsuaa;

/// <summary>The assertions that authenticate a client.</summary>
internal enum ClientTrust
{
    None,

    /// <summary>Assertions of a trusted issuer with a trusted subject.</summary>
    Issuer,

    /// <summary>Assertions that the client signs with a key of its own key set.</summary>
    KeySet,
}
