@{
    RootModule           = 'TokenModule.Emulator.psm1'
    ModuleVersion        = '1.0.0'
    GUID                 = '5f0c0c0e-7d53-4f0b-9a51-2f3d0a6c8b1e'
    Author               = 'TokenModule contributors'
    CompanyName          = 'TokenModule contributors'
    Copyright            = '(c) TokenModule contributors. MIT licence.'
    Description          = 'An emulator of SAP BTP on 127.0.0.1, with faults on request, to test scripts without an SAP account: Start-BtpEmulator, Add-BtpEmulatorFault and Get-BtpEmulatorRequest. Requires the ASP.NET Core Runtime 10.0 or later.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Core', 'Desktop')
    FunctionsToExport    = @(
        'Add-BtpEmulatorFault'
        'Get-BtpEmulatorRequest'
        'Reset-BtpEmulator'
        'Start-BtpEmulator'
        'Stop-BtpEmulator'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Prerelease   = 'preview1'
            Tags         = @('SAP', 'BTP', 'OAuth', 'Emulator', 'Mock', 'Test', 'Pester', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/TokenModule/TokenModule'
            LicenseUri   = 'https://github.com/TokenModule/TokenModule/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/TokenModule/TokenModule/main/docs/images/icon.png'
            ReleaseNotes = 'https://github.com/TokenModule/TokenModule/blob/main/CHANGELOG.md'
        }
    }
}
