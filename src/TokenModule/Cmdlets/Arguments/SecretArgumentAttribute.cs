using System.Management.Automation;
using System.Security;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Takes a SecureString, or a token in place of one. Text is taken only where its use is over once it is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether of a token its refresh token is meant.</summary>
    public bool RefreshToken { get; set; }

    /// <summary>Whether it may be typed as it is: a code that is good once.</summary>
    public bool AllowText { get; set; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            SecureString secure => secure,
            OAuthToken token when !RefreshToken => token.AccessToken,
            OAuthToken { RefreshToken: { } refreshToken } => refreshToken.ToSecureString(),
            OAuthToken => throw new ArgumentTransformationMetadataException("This token came without a refresh token."),
            string or int or long when AllowText => new Secret(LanguagePrimitives.ConvertTo<string>(inputData)).ToSecureString(),
            // PowerShell's own error would repeat what was given.
            _ => throw new ArgumentTransformationMetadataException("A SecureString belongs here, such as Read-Host -AsSecureString or Get-Secret gives; text would stay in the history of commands."),
        };
    }
}
