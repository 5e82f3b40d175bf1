# Runs Pester files in one process with one emulator: by default all of them, or a list such as A.Tests.ps1,B.Tests.ps1.
# For each file the script prints a summary line, followed by the failed tests of the file. The exit code is the number of
# failed tests, or 1 when no test ran.
param(
    [string] $File = '*.Tests.ps1',

    # The module to test; by default the build output in out/TokenModule.
    [string] $ModulePath,

    # The build of the module that is loaded. Tests with the tag PowerShell7 need features that the netstandard2.0 build lacks.
    # Tests with the tag WindowsPowerShell describe how that build differs.
    [ValidateSet('net8.0', 'netstandard2.0')]
    [string] $Framework = $(if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }),

    # Pester's manifest; by default the version that this repository uses, from the folder of NuGet packages.
    [string] $Pester
)

if ($PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
if ($ModulePath) { $env:TOKENMODULE_PATH = (Resolve-Path $ModulePath).Path }

if (-not $Pester) {
    [xml] $versions = Get-Content (Join-Path $PSScriptRoot '../../Directory.Packages.props') -Raw
    $version = $versions.SelectSingleNode("//PackageVersion[@Include='Pester']").GetAttribute('Version')
    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else {
        Join-Path ([Environment]::GetFolderPath('UserProfile')) '.nuget/packages' }
    $Pester = Join-Path $packages "pester/$version/tools/Pester.psd1"
}

if (-not (Test-Path $Pester)) { throw "Pester was not found at '$Pester'. Run: dotnet restore tests/TokenModule.Tests" }
Import-Module $Pester -ErrorAction Stop

$configuration = New-PesterConfiguration
$configuration.Run.Path = @($File -split ',' | ForEach-Object { Join-Path $PSScriptRoot $_ })
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = @(
    if ($Framework -eq 'net8.0') { 'WindowsPowerShell' } else { 'PowerShell7' }
    # Soak tests run with TOKENMODULE_ALL_FILES, as in the CI workflow.
    if (-not $env:TOKENMODULE_ALL_FILES) { 'Slow' }
)
$configuration.Output.RenderMode = 'Plaintext'

# An emulator that already runs, for example outside of a virtual machine, is used and not stopped.
. $PSScriptRoot/EmulatorProcess.ps1
$running = if (-not $env:TOKENMODULE_EMULATOR_RUNNING) { Start-EmulatorProcess }
if ($running) { $env:TOKENMODULE_EMULATOR_RUNNING = "$($running.Address)|$($running.Keys)" }
try { $result = Invoke-Pester -Configuration $configuration }
finally {
    if ($running) {
        $env:TOKENMODULE_EMULATOR_RUNNING = $null
        Stop-EmulatorProcess $running
    }
}

foreach ($container in $result.Containers) {
    $outcome = if ($container.Result -eq 'Passed' -and $container.PassedCount) { 'Passed' } else { 'Failed' }
    $counts = "$($container.PassedCount) passed, $($container.FailedCount) failed, $($container.SkippedCount) skipped"
    "=== $($container.Item.Name) $outcome $counts in $([int] $container.Duration.TotalMilliseconds) ms"
    $container.ErrorRecord | ForEach-Object { "$_" }
    $result.Failed | Where-Object { $_.ScriptBlock.File -eq $container.Item.FullName } |
        ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
}

if ($result.FailedCount) { exit [Math]::Min($result.FailedCount, 99) }
exit [int] ($result.PassedCount -eq 0 -or $result.Result -ne 'Passed')
