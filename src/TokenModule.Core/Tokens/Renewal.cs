namespace TokenModule.Tokens;

/// <summary>Whether a valid token should be renewed now.</summary>
internal enum Renewal
{
    NotYet,

    /// <summary>Renew in the background. Callers use the old token meanwhile.</summary>
    Early,

    /// <summary>Renew before the next use. Callers wait.</summary>
    Late,
}
