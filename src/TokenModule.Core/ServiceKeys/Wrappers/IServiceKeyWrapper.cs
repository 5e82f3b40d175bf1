using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>Reads JSON with a particular structure around the credentials of services.</summary>
internal interface IServiceKeyWrapper
{
    bool CanUnwrap(JsonElement root);

    /// <summary>Returns the bindings. They have only the names that the wrapper contains.</summary>
    IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source);
}
