# Runs one file, or all in one process, tells of each in a line at the end, with what failed in it below, and exits with the
# number of failed tests: 1 also where none ran, 90 where there is no Pester.
param(
    [string] $File = '*.Tests.ps1',

    # The module to test; without it, what a build laid out at out/TokenModule.
    [string] $ModulePath,

    # Which of its flavours that module loads. A test tagged PowerShell7 needs what the one for Windows PowerShell 5.1
    # lacks; a test tagged WindowsPowerShell says what that one does instead.
    [ValidateSet('net8.0', 'netstandard2.0')]
    [string] $Flavour = $(if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' })
)

if ($PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
if ($ModulePath) { $env:TOKENMODULE_PATH = (Resolve-Path $ModulePath).Path }

function Test-Pester { [bool] (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 }) }

if (-not (Test-Pester) -and (Get-Command Install-PSResource -ErrorAction Ignore)) {
    Install-PSResource Pester -Version '[5.5,6.0)' -TrustRepository -Quiet -ErrorAction Continue
}

if (-not (Test-Pester)) { exit 90 }

Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $File
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = if ($Flavour -eq 'net8.0') { 'WindowsPowerShell' } else { 'PowerShell7' }
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
foreach ($container in $result.Containers) {
    $outcome = if ($container.Result -eq 'Passed' -and $container.PassedCount) { 'Passed' } else { 'Failed' }
    "=== $($container.Item.Name) $outcome $($container.PassedCount) passed, $($container.FailedCount) failed, $($container.SkippedCount) skipped"
    $container.ErrorRecord | ForEach-Object { "$_" }
    $result.Failed | Where-Object { $_.ScriptBlock.File -eq $container.Item.FullName } | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
}

if ($result.FailedCount) { exit [Math]::Min($result.FailedCount, 89) }
exit [int] ($result.PassedCount -eq 0 -or $result.Result -ne 'Passed')
