using System.Collections.Specialized;
using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>Reads the claims of a JWT, and verifies the token on request.</summary>
[Cmdlet(VerbsCommon.Get, "TokenClaims", DefaultParameterSetName = ObjectSet)]
[Alias("Get-TokenClaim")]
[OutputType(typeof(TokenClaims), ParameterSetName = [ObjectSet])]
[OutputType(typeof(OrderedDictionary), ParameterSetName = [HashtableSet])]
[OutputType(typeof(string), ParameterSetName = [JsonSet])]
public sealed class GetTokenClaimsCommand : VerifyingCmdlet
{
    private const string ObjectSet = "Object";
    private const string HashtableSet = "Hashtable";
    private const string JsonSet = "Json";

    [Parameter(ParameterSetName = HashtableSet, Mandatory = true, HelpMessage = "Returns all claims as an ordered dictionary.")]
    public SwitchParameter AsHashtable { get; set; }

    [Parameter(ParameterSetName = JsonSet, Mandatory = true, HelpMessage = "Returns all claims as JSON, one claim per line.")]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord() => Guard(null, () => WriteObject(FormatOutput(GetClaims())));

    private TokenClaims GetClaims() => RequiresVerification ? VerifyToken() : ReadClaims();

    private object FormatOutput(TokenClaims claims) => AsJson ? claims.ToJson() : AsHashtable ? claims.Claims : claims;
}
