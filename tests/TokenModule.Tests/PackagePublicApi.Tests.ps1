BeforeAll { . $PSScriptRoot/Emulator.ps1 }

Describe 'The public API' {
    It 'is what PublicApi.txt lists' -Skip:($PSEdition -ne 'Core') {
        $listed = Get-Content $PSScriptRoot/PublicApi.txt
        $found = & $PSScriptRoot/Get-PublicApi.ps1 -ModulePath $modulePath
        Compare-Object $listed $found | ForEach-Object { "$($_.SideIndicator) $($_.InputObject.Trim())" } |
            Should -BeNullOrEmpty -Because 'the public API may change only on purpose. Get-PublicApi.ps1 describes how to update the list'
    }
}
