<#
.SYNOPSIS
    Builds TokenModule and runs what belongs to it.
.DESCRIPTION
    Build   compiles everything and lays the module out at out/TokenModule, ready for Import-Module.
    Test    builds, then runs the unit tests and the Pester suite.
    Docs    makes the help that the module carries of the pages in docs/en-US; needs Microsoft.PowerShell.PlatyPS 1.x.
    Demo    builds, then runs the main job for every system against the BTP emulator.
    Clean   removes what the other tasks made.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 Clean, Test -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Demo', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        Build { Invoke-DotNet build --nologo --configuration $Configuration }
        Test { Invoke-DotNet test --nologo --configuration $Configuration }
        Docs { ./docs/Export-Help.ps1 }
        Demo { Invoke-DotNet run --project src/Quickstart --configuration $Configuration }
        Clean {
            # -Force: the SDK names some of its files with a dot, which PowerShell takes for hidden.
            $built = Get-ChildItem src, tests -Directory -Recurse | Where-Object Name -In bin, obj
            @(Get-Item out, TestResults -ErrorAction Ignore) + $built | Remove-Item -Recurse -Force
        }
    }
}
finally {
    Pop-Location
}
