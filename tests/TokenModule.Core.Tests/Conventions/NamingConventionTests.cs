using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TokenModule;

/// <summary>Methods are verbs, and a type name exists once in the solution.</summary>
public sealed class NamingConventionTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // The first words that method names may have. A new verb is added here. A noun is a reason to find a better name.
    private static readonly HashSet<string> Verbs =
    [
        .. """
           Abort Accept Add Advance Advise Announce Append Apply Are Assign Attach Authenticate Authorize Await Begin Build
           Calculate Can Cancel Challenge Change Check Choose Classify Clean Clear Close Collect Combine Compare Complete Compress
           Compute Connect Contains Convert Copy Count Create Decode Decompress Decrypt Delay Delete Derive Describe Detect
           Determine Dispose Download Drop Emit Encode End Ends Ensure Enter Enumerate Equals Escape Exchange Execute Exempt
           Exit Expand Export Extend Fetch Fill Filter Find Finish Flush Follow Forbid Forget Format From Gather Get Grant
           Grow Guard Handle Has Hash Hide Import Increment Infer Insert Invoke Is Issue Join Keep Learn Leave Limit List Listen
           Load Look Looks Lower Make Map Mark Mask Match Matches May Measure Merge Move Narrow Needs Normalize Notify Offer
           On Open Order Overlaps Override Parse Pause Pipe Poll Prefer Prepare Proceed Process Prompt Publish Put Quote
           Raise Read Receive Recommend Record Redeem Redirect Reduce Refresh Refuse Register Reject Release Remove Renew
           Repair Replace Report Request Require Reserve Reset Resolve Respond Restart Resume Retain Retry Return Reveal Revoke
           Rewind Round Route Run Save Schedule Search Seek Select Send Serialize Serve Set Settle Shorten Should Show Sign
           Signal Skip Sort Split Start Starts Stop Store Strip Subscribe Suggest Suspend Take Test Throw To Track Transfer Transform
           Translate Trim Truncate Try Unescape Unsubscribe Unwrap Update Upload Use Validate Verify Wait Warn With Wrap
           Write
           """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly Regex TypeDeclaration = new(
        @"^(?!.*\bpartial\b)[\w ]*\b(?:class|struct|interface|enum|record|record struct) (\w+)", RegexOptions.Multiline);

    private static readonly Regex Namespace = new(@"^namespace ([\w.]+);", RegexOptions.Multiline);

    // These types replace each other: one of the two is compiled for each target framework.
    private static readonly string[] CompiledPerFramework = ["Polyfills", "Desktop"];

    public static TheoryData<Assembly> Assemblies => [typeof(ServiceKey).Assembly, typeof(BtpEmulator.Emulator).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Methods_are_verbs(Assembly assembly)
    {
        IEnumerable<string> nouns = assembly.GetTypes().Where(IsWritten)
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => !method.IsSpecialName && IsWritten(method) && !IsContract(method))
            .Where(method => !Verbs.Contains(Regex.Match(method.Name.Split('.')[^1], "^[A-Z][a-z0-9]*").Value))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Findings.AssertNone(nouns);
    }

    [Fact]
    public void No_method_is_called_Of()
    {
        IEnumerable<string> found = SourceTree.ListFiles("src", ".cs").Concat(SourceTree.ListFiles("tests", ".cs"))
            .Where(path => !path.EndsWith(nameof(NamingConventionTests) + ".cs", StringComparison.Ordinal))
            .SelectMany(path => SourceTree.ReadLines(path)
                .Where(line => Regex.IsMatch(line, @"^\s+[\w<>\[\]?, ]+ \w*(?<=Of)(<\w+>)?\(.*\)( =>.*)?$"))
                .Where(line => !Regex.IsMatch(line, @"^\s*(return|await|throw|else|case)\b| = "))
            .Select(line => $"{path}: {line.Trim()}"));

        Findings.AssertNone(found);
    }

    [Fact]
    public void Type_names_are_unique_in_the_solution()
    {
        IEnumerable<string> repeated = SourceTree.ListFiles("src", ".cs").Concat(SourceTree.ListFiles("tests", ".cs"))
            .Where(path => !path.Split('/').Intersect(CompiledPerFramework).Any() && !path.Contains(".Desktop."))
            .SelectMany(path => TypeDeclaration.Matches(SourceTree.ReadText(path)).Select(match => (Name: match.Groups[1].Value, path)))
            .GroupBy(type => type.Name)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(type => type.path))}");

        Findings.AssertNone(repeated);
    }

    [Fact]
    public void Namespaces_of_the_emulator_follow_its_folders()
    {
        IEnumerable<string> different = SourceTree.ListFiles("src/BtpEmulator", ".cs")
            .Where(path => Namespace.Match(SourceTree.ReadText(path)) is { Success: true } match
                && match.Groups[1].Value != string.Join('.', path.Split('/')[1..^1]));

        Findings.AssertNone(different);
    }

    private static bool IsWritten(MemberInfo member)
    {
        return !member.Name.Contains('<')
            && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && (member.DeclaringType is null || IsWritten(member.DeclaringType));
    }

    // The names of contracts and overrides come from .NET.
    private static bool IsContract(MethodInfo method)
    {
        return method.GetBaseDefinition().DeclaringType!.Assembly != method.DeclaringType!.Assembly
            || method.DeclaringType.GetInterfaces().Where(i => i.Assembly != method.DeclaringType.Assembly)
                .Any(i => method.DeclaringType.GetInterfaceMap(i).TargetMethods.Contains(method));
    }
}
