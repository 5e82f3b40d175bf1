using System.Reflection;
using System.Text.RegularExpressions;

namespace TokenModule;

public sealed class ConventionTests
{
    private static readonly string Root = typeof(ConventionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
    private static readonly Type[] Types = [.. typeof(ServiceKey).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("TokenModule", StringComparison.Ordinal) == true && !t.Name.Contains('<'))];

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        Assert.DoesNotContain(Types, t => t.IsClass && !t.IsSealed && !t.IsAbstract);
    }

    [Fact]
    public void Public_types_are_immutable()
    {
        IEnumerable<PropertyInfo> settable = Types.Where(t => t.IsPublic).SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit"));

        Assert.Empty(settable);
    }

    [Fact]
    public void Methods_that_return_tasks_end_in_async()
    {
        IEnumerable<MethodInfo> methods = Types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly));

        Assert.DoesNotContain(methods, m => IsTask(m.ReturnType) && !m.Name.Contains('<') && !m.Name.EndsWith("Async", StringComparison.Ordinal));
    }

    [Fact]
    public void Cancellation_token_is_the_last_parameter_without_a_default()
    {
        IEnumerable<ParameterInfo> tokens = Types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
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
        string[] doors = 
        [
            "Secret.cs", "HttpTransport.cs", "ProxyServer.cs", "ServerText.cs", "ServiceKeyValues.cs", "ClientCertificate.cs",
            "TokenParameters.cs", "BasicCredential.cs", "PasswordGrant.cs", "PasscodeGrant.cs", "RefreshTokenGrant.cs", "JwtBearerGrant.cs", "AuthorizationCodeGrant.cs", "AuthorizationRequest.cs",
            "TokenClaims.cs", "LogMask.cs", "GetOAuthTokenCommand.cs", "TokenText.cs", "ImportServiceKeyCommand.cs", "KeyObject.cs",
        ];

        Assert.Empty(ReadSources("src/TokenModule.Core", "src/TokenModule").Where(s => s.Text.Contains(".Reveal()", StringComparison.Ordinal)).Select(s => Path.GetFileName(s.Path)).Except(doors));
    }

    [Fact]
    public void Core_does_not_reference_PowerShell()
    {
        Assert.DoesNotContain(typeof(ServiceKey).Assembly.GetReferencedAssemblies(), a => a.Name == "System.Management.Automation");
    }

    [Fact]
    public void Dependencies_inside_core_point_in_one_direction()
    {
        Dictionary<string, string[]> mayUse = new()
        {
            ["Json"] = [],
            ["Http"] = [],
            ["ServiceKeys"] = ["Http", "Json"],
            ["Claims"] = ["Http", "Json"],
            ["Tokens"] = ["Http", "Json", "ServiceKeys"],
            ["Api"] = ["Http", "Json", "ServiceKeys", "Tokens"],
            ["Checks"] = ["Http", "Json", "ServiceKeys", "Tokens"],
        };
        foreach ((string room, string[] allowed) in mayUse)
        {
            IEnumerable<string> used = ReadSources($"src/TokenModule.Core/{room}").SelectMany(s => Regex.Matches(s.Text, @"^using TokenModule\.(\w+)[.;]", RegexOptions.Multiline)).Select(m => m.Groups[1].Value);
            Assert.Empty(used.Except([.. allowed, room]));
        }
    }

    [Fact]
    public void Every_catch_names_an_exception_type()
    {
        Assert.Empty(ReadSources("src").Where(s => Regex.IsMatch(s.Text, @"catch\s*(\(Exception\b|\{|$)", RegexOptions.Multiline)).Select(s => s.Path));
    }

    [Fact]
    public void No_method_body_contains_conditional_compilation()
    {
        Assert.Empty(ReadSources("src").Where(s => Regex.IsMatch(s.Text, @"^\s*#if", RegexOptions.Multiline)).Select(s => s.Path));
    }

    [Fact]
    public void The_emulator_shares_no_code_with_the_client()
    {
        Assert.DoesNotContain("ProjectReference", File.ReadAllText(Path.Combine(Root, "src/BtpEmulator/BtpEmulator.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Namespaces_of_the_emulator_follow_its_folders()
    {
        string sources = Path.Combine(Root, "src");
        IEnumerable<string> misplaced = ReadSources("src/BtpEmulator").Where(s => Path.GetFileName(s.Path) != "Program.cs")
            .Where(s => !s.Text.Contains($"namespace {GetFolderNamespace(sources, s.Path)};", StringComparison.Ordinal))
            .Select(s => s.Path);

        Assert.Empty(misplaced);
    }

    [Fact]
    public void Manifest_and_assemblies_have_the_same_version()
    {
        string manifest = File.ReadAllText(Path.Combine(Root, "TokenModule.psd1"));

        Assert.Contains($"ModuleVersion        = '{typeof(ServiceKey).Assembly.GetName().Version!.ToString(3)}'", manifest, StringComparison.Ordinal);
    }

    private static string GetFolderNamespace(string root, string path) =>
        Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.');

    private static bool IsTask(Type type) => type == typeof(Task) || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>)));

    private static IEnumerable<(string Path, string Text)> ReadSources(params string[] folders)
    {
        return folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(p => !p.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(p => (p, File.ReadAllText(p)));
    }
}
