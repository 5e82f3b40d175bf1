using System.Management.Automation;
using System.Security;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Accepts a SecureString or a token. Text is accepted only for codes that are valid once.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the refresh token of a token is used, instead of its access token.</summary>
    public bool RefreshToken { get; set; }

    /// <summary>Whether text is accepted, for a code that is valid once.</summary>
    public bool AllowText { get; set; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            SecureString secure => secure,
            OAuthToken token when !RefreshToken => token.AccessToken,
            OAuthToken { RefreshToken: { } refreshToken } => refreshToken.ToSecureString(),
            OAuthToken => throw new ArgumentTransformationMetadataException(
                "The token has no refresh token. Pass a token with a refresh token, or sign in again."),
            string or int or long when AllowText => new Secret(LanguagePrimitives.ConvertTo<string>(inputData)).ToSecureString(),
            // The error of PowerShell would repeat the argument.
            _ => throw new ArgumentTransformationMetadataException(
                "The argument is not a SecureString. Text would remain in the command history. "
                    + "Pass the output of Read-Host -AsSecureString or Get-Secret."),
        };
    }
}
