using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Logs;

namespace TokenModule.Cmdlets;

/// <summary>Gives a token to later steps of a CI job, hidden in their logs: as an output of this step in GitHub Actions, as a secret variable in Azure Pipelines.</summary>
[Cmdlet(VerbsData.Publish, "OAuthToken")]
public sealed class PublishOAuthTokenCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    /// <summary>The name of the output or variable.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z_][A-Za-z0-9_]*$")]
    public string Name { get; set; } = "BTP_TOKEN";

    protected override void BeginProcessing() => LogMask.Attach(Host);

    protected override void ProcessRecord()
    {
        if (!LogMask.Publish(Name, Token!.Value))
            WriteWarning($"{Name} was not published: this is no job of GitHub Actions (GITHUB_OUTPUT is not set) or Azure Pipelines (TF_BUILD).");
    }
}
