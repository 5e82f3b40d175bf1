namespace TokenModule.Tokens;

/// <summary>Where the client's id and secret go (RFC 6749, 2.3.1).</summary>
public enum ClientAuthentication
{
    /// <summary>In the body, which leaves no doubt how they are encoded.</summary>
    Body,

    /// <summary>In an <c>Authorization: Basic</c> header, as UTF-8 and otherwise as they are: so UAA reads it.</summary>
    Basic,
}
