<#
.SYNOPSIS
    Remakes the pictures of this folder: what is typed and shown at a prompt, the way of a token, what it costs, the icon.
.DESCRIPTION
    The pictures of a prompt show a real run of the module, as ./build.ps1 laid it out, against the emulator. The charts are
    drawn from the tables of docs/performance.md. Each picture is SVG that needs nothing else, for light and for dark pages.
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
Save-Picture cost-of-cmdlets (New-Chart $performance 'The cmdlets, and what one would use instead' 'median, µs')
Save-Picture way-of-a-token (New-Flow)
& $PSScriptRoot/Icon.ps1 (Join-Path $Destination icon.png)

Start-Emulator
Push-Location $emulator.Keys
try {
    # What a user has ready before a picture begins.
    $anna, $bob, $code = (New-User), (New-User bob@example.com Efgh), (ConvertTo-SecureString 1234 -AsPlainText -Force)
    $cis = Import-EmulatorKey cis-central
    $null = $cis | Get-OAuthToken -Credential $anna -OneTimeCode $code

    Save-Picture claims (New-TerminalPicture 'a token and what it says' {
            $cis = Import-ServiceKey ./cis-central.json
        }, {
            $token = $cis | Get-OAuthToken -Credential $bob
        }, {
            $token | Get-TokenClaims
        })
    Save-Picture key (New-TerminalPicture 'a key, its token, and whether all is well' {
            Get-Content ./ber.json | Import-ServiceKey -Name ber
        }, {
            Get-OAuthToken ber
        }, {
            Test-ServiceKey ber
        })
    $token = $cis | Get-OAuthToken -Credential $bob
    Save-Picture api (New-TerminalPicture 'an API, and an answer that helps' {
            $token | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts | Format-Table displayName, region, state
        }, {
            $token | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts -Method Post -Body @{ displayName = 'dev' }
        })
}
finally {
    Pop-Location
    Stop-Emulator
}
