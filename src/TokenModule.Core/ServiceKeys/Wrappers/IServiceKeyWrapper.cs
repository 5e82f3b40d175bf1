using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>One way JSON holds the credentials of services.</summary>
internal interface IServiceKeyWrapper
{
    bool CanUnwrap(JsonElement root);

    /// <summary>Names are given only where the wrapping tells them.</summary>
    IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source);
}
