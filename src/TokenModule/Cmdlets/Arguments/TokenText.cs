using System.Management.Automation;
using System.Security;
using TokenModule.Claims;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>A token as people hold it: an OAuthToken, a SecureString, or text with or without <c>Bearer</c> before it.</summary>
internal static class TokenText
{
    /// <exception cref="TokenFormatException">It is none of these.</exception>
    public static string RevealText(PSObject? token) => token?.BaseObject switch
    {
        OAuthToken known => known.Value.Reveal(),
        SecureString secure => new Secret(secure).Reveal(),
        string text => text,
        null => throw CreateNotSetError(),
        object other => throw new TokenFormatException(Failure.TokenMalformed, $"An object of type {other.GetType().Name} is no token. Pass the output of Get-OAuthToken, a SecureString or the token's text."),
    };

    public static TokenFormatException CreateNotSetError() => new(Failure.TokenMalformed, "Nothing was given for a token. Check the variable: it is not set.");
}
