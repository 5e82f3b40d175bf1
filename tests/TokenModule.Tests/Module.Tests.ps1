BeforeDiscovery { . $PSScriptRoot/Emulator.ps1 }
BeforeAll { . $PSScriptRoot/Emulator.ps1 }

Describe 'The module' {
    It 'loads only its own two assemblies in addition to the assemblies that an empty module loads' -Tag PowerShell7 {
        $empty = Join-Path $TestDrive 'Empty.psd1'
        New-ModuleManifest $empty
        $loaded = foreach ($path in $empty, $modulePath) {
            , @(Invoke-FreshPowerShell "Import-Module '$path'; [AppDomain]::CurrentDomain.GetAssemblies().Location" | Where-Object { $_ })
        }
        $loaded[0].Count | Should -BeGreaterThan 20
        $own = 'TokenModule.Core.dll', 'TokenModule.dll' | ForEach-Object { Join-Path (Join-Path (Resolve-Path $modulePath) 'net8.0') $_ }
        $loaded[1] | Where-Object { $_ -notin $loaded[0] } | Sort-Object | Should -Be $own
    }

    It 'contains only these two assemblies for PowerShell 7' {
        (Get-ChildItem (Join-Path $modulePath 'net8.0')).Name | Sort-Object | Should -Be 'TokenModule.Core.dll', 'TokenModule.dll'
    }

    It 'provides the type <_> before a cmdlet has run' -ForEach 'ServiceKey', 'OAuthToken', 'TokenClaims', 'BtpOperation' {
        Invoke-FreshPowerShell ('Import-Module "{0}"; [TokenModule.{1}].FullName' -f $modulePath, $_) | Should -Be "TokenModule.$_"
    }

    It 'rehearses the first call without an error' {
        $assembly = (Get-Command Import-ServiceKey).ImplementingType.Assembly
        $rehearse = $assembly.GetType('TokenModule.FirstCall').GetMethod('Rehearse', [Reflection.BindingFlags] 'NonPublic, Static')
        { $rehearse.Invoke($null, @()) } | Should -Not -Throw
    }

    It 'has a manifest that is valid' {
        $manifest = Test-ModuleManifest (Join-Path $modulePath 'TokenModule.psd1')
        $manifest.Guid | Should -Be 'b3a4b53e-6a0f-4c7d-9d3f-5d5b0c6f4a17'
        $manifest.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        $manifest.ProjectUri | Should -Not -BeNullOrEmpty
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
    }

    It 'exports its cmdlets and aliases by name' {
        $module = Get-Module TokenModule
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be 'Clear-OAuthTokenCache', 'Get-BtpOperation', 'Get-OAuthToken',
            'Get-OAuthTokenCache', 'Get-ServiceKey', 'Get-TokenClaims', 'Import-ServiceKey', 'Invoke-BtpApi', 'Publish-OAuthToken',
            'Remove-ServiceKey', 'Test-OAuthToken', 'Test-ServiceKey'
        $module.ExportedAliases.Keys | Sort-Object | Should -Be 'Get-BtpToken', 'Get-TokenClaim', 'Import-BtpServiceKey'
        $module.ExportedFunctions.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'is found by its name in every runspace of ForEach-Object -Parallel' -Skip:($PSEdition -ne 'Core') {
        $path = $env:PSModulePath
        $env:PSModulePath = Split-Path (Resolve-Path $modulePath) -Parent
        try { $found = Invoke-FreshPowerShell '1..12 | ForEach-Object -ThrottleLimit 6 -Parallel { @(Get-OAuthTokenCache).Count } 2>&1' }
        finally { $env:PSModulePath = $path }
        $found | Should -Be (@('0') * 12)
    }

    It 'has a row for <_> in its table of errors' -ForEach ([Enum]::GetNames([TokenModule.Failure])) {
        $table = [TokenModule.Cmdlets.AsyncCmdlet].Assembly.GetType('TokenModule.Cmdlets.ErrorRecords')
        $row = $table.GetMethod('DescribeFailure').Invoke($null, @([TokenModule.Failure] $_))
        $row.Item1 | Should -Not -Be 'NotSpecified'
        $row.Item2 | Should -Not -BeNullOrEmpty
    }

    It 'uses approved verbs' {
        (Get-Command -Module TokenModule -CommandType Cmdlet).Verb | Should -BeIn (Get-Verb).Verb
    }
}
