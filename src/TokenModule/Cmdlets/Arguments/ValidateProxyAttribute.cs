using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Rejects addresses that are not an address of a proxy.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateProxyAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not Uri { IsAbsoluteUri: true } proxy || !Schemes.Contains(proxy.Scheme))
            throw new ValidationMetadataException("The address of a proxy must be an absolute URL, such as http://proxy.example:8080.");
        if (proxy.UserInfo.Length > 0)
            throw new ValidationMetadataException("The address of the proxy contains a user. Pass the user with -ProxyCredential.");
    }
}
