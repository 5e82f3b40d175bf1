# Dot-sourced after Emulator.ps1 by the tests of the module TokenModule.Emulator. Provides its package, unpacked as an installer does.
# With TOKENMODULE_PACKAGE it is the package beside that one; by default the build output is packed.
function Expand-EmulatorModule {
    $built = Join-Path $repository 'out/TokenModule.Emulator'
    $package = if ($env:TOKENMODULE_PACKAGE) {
        $folder = Split-Path ([IO.Path]::Combine($repository, $env:TOKENMODULE_PACKAGE))
        Get-Item (Join-Path $folder 'TokenModule.Emulator.*.nupkg') -ErrorAction Ignore
    }
    # The script that packs needs PowerShell 7.
    if (-not $package -and $PSEdition -ne 'Core') { return $built }
    if (-not $package) { $package = & $repository/build.ps1 Pack -ModulePath $built -Destination (Join-Path $TestDrive emulator-package) }
    & $PSScriptRoot/Expand-Package.ps1 $package (Join-Path $TestDrive emulator-module)
}
