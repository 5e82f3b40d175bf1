BeforeAll { . $PSScriptRoot/Emulator.ps1 }

Describe 'The public API' {
    It 'is what PublicApi.txt lists' -Skip:($PSEdition -ne 'Core') {
        $listed = Get-Content $PSScriptRoot/PublicApi.txt
        $found = & $PSScriptRoot/Get-PublicApi.ps1 -ModulePath $modulePath
        Compare-Object $listed $found | ForEach-Object { "$($_.SideIndicator) $($_.InputObject.Trim())" } |
            Should -BeNullOrEmpty -Because 'what scripts rely on changes on purpose only: Get-PublicApi.ps1 says how to write it down'
    }
}
