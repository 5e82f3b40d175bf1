<#
.SYNOPSIS
    Creates the pictures of this folder: sessions at a prompt, the token flow, the performance chart and the icon.
.DESCRIPTION
    The sessions are real runs of the built module against the emulator. The chart uses the tables of docs/performance.md. Each picture is
    a self-contained SVG file for light and dark pages.
.EXAMPLE
    ./build.ps1; ./docs/images/Update-Images.ps1
#>
#requires -Version 7.4
param([string] $Destination = $PSScriptRoot)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/Terminal.ps1
. $PSScriptRoot/Chart.ps1
. $PSScriptRoot/Flow.ps1
. $PSScriptRoot/../../tests/TokenModule.Tests/Emulator.ps1

function Save-Picture([string] $Name, [string] $Svg) {
    [IO.File]::WriteAllText((Join-Path $Destination "$Name.svg"), $Svg.Replace("`r", '') + "`n")
}

$performance = Get-Content $PSScriptRoot/../performance.md
Save-Picture cost-of-cmdlets (New-Chart $performance 'The cost of the cmdlets, compared with the alternatives' 'median, µs')
Save-Picture token-flow (New-Flow)
& $PSScriptRoot/Icon.ps1 (Join-Path $Destination icon.png)

Start-Emulator
Push-Location $emulator.Keys
try {
    # The state of the session before the first picture.
    $anna, $bob, $code = (New-User), (New-User bob@example.com Efgh), (ConvertTo-SecureString 1234 -AsPlainText -Force)
    $cis = Import-EmulatorKey cis-central
    $null = $cis | Get-OAuthToken -Credential $anna -OneTimeCode $code

    Save-Picture claims (New-TerminalPicture 'Read the claims of a token' {
            $cis = Import-ServiceKey ./cis-central.json
        }, {
            $token = $cis | Get-OAuthToken -Credential $bob
        }, {
            $token | Get-TokenClaims
        })
    Save-Picture key (New-TerminalPicture 'Import a key, get a token, and test the key' {
            Get-Content ./ber.json | Import-ServiceKey -Name ber
        }, {
            Get-OAuthToken ber
        }, {
            Test-ServiceKey ber
        })
    $token = $cis | Get-OAuthToken -Credential $bob
    Save-Picture api (New-TerminalPicture 'Call an API, and read a helpful error' {
            $token | Invoke-BtpApi -Operation getSubaccounts
        }, {
            $token | Invoke-BtpApi -Operation createSubaccount -Body @{ displayName = 'dev' }
        })
}
finally {
    Pop-Location
    Stop-Emulator
}
