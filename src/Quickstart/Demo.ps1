# Runs the commands that a user types for each system, and prints their output. All service keys belong to the emulator.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Keys
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Set-Location $Keys
Import-Module $Module

$steps = @(
    # Business Entity Recognition: from the service key to the claims in one line.
    { Import-ServiceKey ./ber.json | Get-OAuthToken | Get-TokenClaims }

    # Several service keys at once. The tokens stay in memory and are renewed before they expire.
    { $ber, $dox, $pr = Import-ServiceKey ./ber.json, ./dox.json, ./pr.json }
    { $ber, $dox, $pr | Get-OAuthToken | Format-Table }

    # Call the APIs of Document Information Extraction and Personalized Recommendation.
    { $dox | Invoke-BtpApi -Path clients -Query @{ limit = 3; offset = 0 } }
    { $pr | Invoke-BtpApi -Method Post -Path /standard/rs/v1/tenants/demo/recommendations/next-items `
        -Body @{ items_ls = 'coat', 'boots' } | ConvertTo-Json -Compress }

    # Cloud Management with a user who signs in. The password is Abcd and the second factor 1234.
    { $password = ConvertTo-SecureString 'Abcd' -AsPlainText -Force }
    { $anna = [pscredential]::new('anna.admin@example.com', $password) }
    { $code = ConvertTo-SecureString '1234' -AsPlainText -Force }
    { $cis = Import-ServiceKey ./cis-central.json }
    { $cis | Get-OAuthToken -Credential $anna -OneTimeCode $code }
    { $cis | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts | Format-Table displayName, region, state }

    # Cloud Management with client credentials, SaaS Provisioning, CIAM.
    { Import-ServiceKey ./cis-local.json | Invoke-BtpApi -Endpoint provisioning `
        -Path /provisioning/v1/availableEnvironments | Format-Table environmentType, planName, serviceName }
    { Import-ServiceKey ./saas-registry.json | Invoke-BtpApi -Path /saas-manager/v1/application/subscriptions `
        -Query @{ size = 2 } | Select-Object -ExpandProperty subscriptions | Format-Table appName, subscriptionGUID, state }
    { Import-ServiceKey ./ciam.json | Get-OAuthToken | Get-TokenClaims }

    # List the tokens of the session.
    { Get-OAuthTokenCache }
)

foreach ($step in $steps) {
    "`nPS> $($step.ToString().Trim())"
    . $step | Out-Host
}
