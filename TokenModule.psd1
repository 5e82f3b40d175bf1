@{
    RootModule           = 'TokenModule.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = 'b3a4b53e-6a0f-4c7d-9d3f-5d5b0c6f4a17'
    Author               = 'TokenModule contributors'
    CompanyName          = 'TokenModule contributors'
    Copyright            = '(c) TokenModule contributors. MIT licence.'
    Description          = 'Service keys, OAuth tokens, claims and APIs of SAP BTP in one PowerShell pipeline: Import-ServiceKey key.json | Get-OAuthToken | Get-TokenClaims, and $key | Invoke-BtpApi.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('TokenModule.Format.ps1xml')
    TypesToProcess       = @('TokenModule.Types.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Clear-OAuthTokenCache'
        'Get-BtpOperation'
        'Get-OAuthToken'
        'Get-OAuthTokenCache'
        'Get-ServiceKey'
        'Get-TokenClaims'
        'Import-ServiceKey'
        'Invoke-BtpApi'
        'Publish-OAuthToken'
        'Remove-ServiceKey'
        'Test-OAuthToken'
        'Test-ServiceKey'
    )
    VariablesToExport    = @()
    AliasesToExport      = @('Get-BtpToken', 'Get-TokenClaim', 'Import-BtpServiceKey')
    PrivateData          = @{
        PSData = @{
            Prerelease   = 'preview1'
            Tags         = @('SAP', 'BTP', 'OAuth', 'OAuth2', 'XSUAA', 'JWT', 'Token', 'ServiceKey', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/TokenModule/TokenModule'
            LicenseUri   = 'https://github.com/TokenModule/TokenModule/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/TokenModule/TokenModule/main/docs/images/icon.png'
            ReleaseNotes = 'https://github.com/TokenModule/TokenModule/blob/main/CHANGELOG.md'
        }
    }
}
