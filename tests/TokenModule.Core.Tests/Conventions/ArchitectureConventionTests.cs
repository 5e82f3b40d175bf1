using System.Reflection;
using System.Text.RegularExpressions;

namespace TokenModule;

/// <summary>The rules of the architecture that a program can check.</summary>
public sealed class ArchitectureConventionTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = [.. typeof(ServiceKey).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("TokenModule", StringComparison.Ordinal) == true && !t.Name.Contains('<'))];

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        Assert.DoesNotContain(Types, t => t.IsClass && !t.IsSealed && !t.IsAbstract);
    }

    [Fact]
    public void Public_types_are_immutable()
    {
        IEnumerable<PropertyInfo> settable = Types.Where(t => t.IsPublic).SelectMany(t => t.GetProperties(Declared))
            .Where(p => p.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit"));

        Assert.Empty(settable);
    }

    [Fact]
    public void Methods_that_return_tasks_end_in_async()
    {
        IEnumerable<MethodInfo> methods = Types.SelectMany(t => t.GetMethods(Declared));

        Assert.DoesNotContain(
            methods, m => IsTask(m.ReturnType) && !m.Name.Contains('<') && !m.Name.EndsWith("Async", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancellation_token_is_the_last_parameter_without_a_default()
    {
        IEnumerable<ParameterInfo> tokens = Types.SelectMany(t => t.GetMethods(Declared))
            .Where(m => !m.Name.Contains('<'))
            .SelectMany(m => m.GetParameters()).Where(p => p.ParameterType == typeof(CancellationToken));

        Assert.DoesNotContain(tokens, p => p.HasDefaultValue || p.Position != ((MethodInfo)p.Member).GetParameters().Length - 1);
    }

    [Fact]
    public void No_public_member_returns_a_secret()
    {
        Assert.DoesNotContain(Types.Where(t => t.IsPublic).SelectMany(t => t.GetProperties()), p => p.PropertyType == typeof(Secret));
    }

    [Fact]
    public void Secrets_are_revealed_only_where_bytes_leave_the_process()
    {
        string[] allowedFiles =
        [
            "Secret.cs", "HttpTransport.cs", "ProxyServer.cs", "ServerText.cs", "ServiceKeyValues.cs", "ClientCertificate.cs",
            "CertificateFile.cs", "ClientSigningKeyFile.cs", "TokenExchangeGrant.cs",
            "TokenParameters.cs", "BasicCredential.cs", "PasswordGrant.cs", "PasscodeGrant.cs", "RefreshTokenGrant.cs", "JwtBearerGrant.cs",
            "AuthorizationCodeGrant.cs", "AuthorizationRequest.cs",
            "TokenClaims.cs", "LogMask.cs", "GetOAuthTokenCommand.cs", "TokenText.cs", "PipelineKeys.cs", "KeyObject.cs",
        ];

        IEnumerable<string> revealing = ReadSources("src/TokenModule.Core", "src/TokenModule")
            .Where(s => s.Text.Contains(".Reveal()", StringComparison.Ordinal))
            .Select(s => Path.GetFileName(s.Path));
        Assert.Empty(revealing.Except(allowedFiles));
    }

    [Fact]
    public void Core_does_not_reference_PowerShell()
    {
        Assert.DoesNotContain(typeof(ServiceKey).Assembly.GetReferencedAssemblies(), a => a.Name == "System.Management.Automation");
    }

    [Fact]
    public void Every_catch_names_an_exception_type()
    {
        Regex catchAll = new(@"catch\s*(\(Exception\b|\{|$)", RegexOptions.Multiline);

        Assert.Empty(ReadSources("src").Where(s => catchAll.IsMatch(s.Text)).Select(s => s.Path));
    }

    [Fact]
    public void No_method_body_contains_conditional_compilation()
    {
        Assert.Empty(ReadSources("src").Where(s => Regex.IsMatch(s.Text, @"^\s*#if", RegexOptions.Multiline)).Select(s => s.Path));
    }

    [Fact]
    public void The_emulator_shares_no_code_with_the_client()
    {
        Assert.DoesNotContain("ProjectReference", SourceTree.ReadText("src/BtpEmulator/BtpEmulator.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_and_assemblies_have_the_same_version()
    {
        string manifest = SourceTree.ReadText("TokenModule.psd1");
        // The SDK appends the commit after a plus sign.
        string[] version = typeof(ServiceKey).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0].Split('-', 2);

        Assert.Contains($"ModuleVersion        = '{version[0]}'", manifest, StringComparison.Ordinal);
        Assert.Equal(version.Length > 1, manifest.Contains($"Prerelease   = '{version[^1]}'", StringComparison.Ordinal));
    }

    private static bool IsTask(Type type)
    {
        return type == typeof(Task)
            || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open
                && (open == typeof(Task<>) || open == typeof(ValueTask<>)));
    }

    private static IEnumerable<(string Path, string Text)> ReadSources(params string[] folders)
    {
        return folders.SelectMany(folder => SourceTree.ListFiles(folder, ".cs")).Select(path => (path, SourceTree.ReadText(path)));
    }
}
