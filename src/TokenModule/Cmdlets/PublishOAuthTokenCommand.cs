using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Logs;

namespace TokenModule.Cmdlets;

/// <summary>
/// Passes a token to later steps of a CI job and masks it in the logs. It becomes an output of the step in GitHub Actions, and a secret
/// variable in Azure Pipelines.
/// </summary>
[Cmdlet(VerbsData.Publish, "OAuthToken")]
public sealed class PublishOAuthTokenCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The token from Get-OAuthToken.")]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    /// <summary>The name of the output or variable.</summary>
    [Parameter(HelpMessage = "The name of the output or variable: letters, digits and _.")]
    [ValidatePattern("^[A-Za-z_][A-Za-z0-9_]*$")]
    public string Name { get; set; } = "BTP_TOKEN";

    protected override void BeginProcessing() => LogMask.Attach(Host);

    protected override void ProcessRecord()
    {
        if (!LogMask.Publish(Name, Token!.Value))
        {
            WriteWarning(
                $"{Name} was not published, because this is not a job of GitHub Actions or Azure Pipelines: "
                    + "neither GITHUB_OUTPUT nor TF_BUILD is set.");
        }
    }
}
