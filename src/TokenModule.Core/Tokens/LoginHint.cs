using System.Text.Json;

namespace TokenModule.Tokens;

/// <summary>UAA's parameter that names the identity provider to sign in with.</summary>
internal static class LoginHint
{
    // Newer UAA decode the value once more than the form does, older ones do not: this reads the same both ways.
    public static string FormatHint(string origin) => $$"""{"origin":{{JsonSerializer.Serialize(origin)}}}""".Replace("%", "%25").Replace("+", "%2B");
}
