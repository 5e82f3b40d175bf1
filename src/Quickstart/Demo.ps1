# What a user types, for each system, and what it prints. Every service key here belongs to the emulator.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Keys
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Set-Location $Keys
Import-Module $Module

$steps = @(
    # The whole job in one line: Business Entity Recognition.
    { Import-ServiceKey ./ber.json | Get-OAuthToken | Get-TokenClaims }

    # Any number of keys at once; the tokens stay in memory and are renewed in time.
    { $ber, $dox, $pr = Import-ServiceKey ./ber.json, ./dox.json, ./pr.json }
    { $ber, $dox, $pr | Get-OAuthToken | Format-Table }

    # Document Information Extraction, Personalized Recommendation.
    { $dox | Invoke-BtpApi -Path clients -Query @{ limit = 3; offset = 0 } }
    { $pr | Invoke-BtpApi -Method Post -Path /standard/rs/v1/tenants/demo/recommendations/next-items -Body @{ items_ls = 'coat', 'boots' } | ConvertTo-Json -Compress }

    # Cloud Management, where a user signs in: the password is Abcd, the second factor 1234.
    { $password = ConvertTo-SecureString 'Abcd' -AsPlainText -Force }
    { $anna = [pscredential]::new('anna.admin@example.com', $password) }
    { $code = ConvertTo-SecureString '1234' -AsPlainText -Force }
    { $cis = Import-ServiceKey ./cis-central.json }
    { $cis | Get-OAuthToken -Credential $anna -OneTimeCode $code }
    { $cis | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts | Format-Table displayName, region, state }

    # Cloud Management with client credentials, SaaS Provisioning, CIAM.
    { Import-ServiceKey ./cis-local.json | Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/availableEnvironments | Format-Table environmentType, planName, serviceName }
    { Import-ServiceKey ./saas-registry.json | Invoke-BtpApi -Path /saas-manager/v1/application/subscriptions -Query @{ size = 2 } | Select-Object -ExpandProperty subscriptions | Format-Table appName, subscriptionGUID, state }
    { Import-ServiceKey ./ciam.json | Get-OAuthToken | Get-TokenClaims }

    # What the session remembers.
    { Get-OAuthTokenCache }
)

foreach ($step in $steps) {
    "`nPS> $($step.ToString().Trim())"
    . $step | Out-Host
}
