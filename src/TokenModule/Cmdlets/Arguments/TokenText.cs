using System.Collections;
using System.Management.Automation;
using System.Security;
using TokenModule.Claims;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Reads the text of a token from an OAuthToken, a SecureString, or text with or without the prefix <c>Bearer</c>.</summary>
internal static class TokenText
{
    /// <exception cref="TokenFormatException">The object has another type.</exception>
    public static string RevealText(PSObject? token) => token?.BaseObject switch
    {
        OAuthToken known => known.Value.Reveal(),
        SecureString secure => new Secret(secure).Reveal(),
        string text => text,
        // The output of Get-OAuthToken -AsHeader.
        IDictionary header when header["Authorization"] is string value => value,
        null => throw CreateNotSetError(),
        object other => throw new TokenFormatException(
            Failure.TokenMalformed,
            $"An object of type {other.GetType().Name} is not a token.",
            "Pass the output of Get-OAuthToken, a SecureString or the text of the token."),
    };

    public static TokenFormatException CreateNotSetError()
    {
        return new TokenFormatException(Failure.TokenMalformed, "The token is empty.", "Check that the variable has a value.");
    }
}
