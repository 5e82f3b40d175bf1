namespace TokenModule.Tokens;

/// <summary>Whether a token that is still good should be replaced.</summary>
internal enum Renewal
{
    NotYet,

    /// <summary>In the background, while the old one is used.</summary>
    Early,

    /// <summary>Before the old one is used again.</summary>
    Late,
}
