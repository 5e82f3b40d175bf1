using System.Management.Automation;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Refuses what is no address of a proxy.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateProxyAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not Uri { IsAbsoluteUri: true } proxy || !Schemes.Contains(proxy.Scheme))
            throw new ValidationMetadataException("A proxy is given by its whole address, such as http://proxy.example:8080.");
        if (proxy.UserInfo.Length > 0)
            throw new ValidationMetadataException("The user of a proxy is given with -ProxyCredential, not in its address.");
    }
}
