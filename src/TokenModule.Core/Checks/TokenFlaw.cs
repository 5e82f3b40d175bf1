namespace TokenModule.Checks;

/// <summary>The reason why a token is not usable.</summary>
internal enum TokenFlaw
{
    /// <summary>The token is usable.</summary>
    None,

    /// <summary>The text is not a JWT, or only its server can read it.</summary>
    NotReadable,

    /// <summary>The token was verified, and its signature, times, issuer or audience are not trusted.</summary>
    NotTrusted,

    Expired,

    /// <summary>The remaining lifetime is shorter than required.</summary>
    LifetimeTooShort,

    /// <summary>The token does not have all required scopes.</summary>
    ScopeMissing,
}
