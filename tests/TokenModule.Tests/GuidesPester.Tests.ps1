# Runs the tests of the guide 'Test your scripts' like a user: with Pester, over the installed module of the emulator.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    . $PSScriptRoot/EmulatorModule.ps1
    $script, $tests, $signIn, $settings = Get-GuideScript test-your-scripts
    $emulatorModule = Expand-EmulatorModule
    $path = $env:PSModulePath
    $env:PSModulePath = (Split-Path $emulatorModule) + [IO.Path]::PathSeparator + $path
    Import-Module $emulatorModule
    $emulator = Start-BtpEmulator
}

AfterAll {
    $env:PSModulePath = $path
    Stop-BtpEmulator
    Remove-Module TokenModule.Emulator
    Clear-OAuthTokenCache -Confirm:$false
}

Describe 'The tests of a script' {
    BeforeAll {
        Set-Content (Join-Path $TestDrive Export-Environments.ps1) $script
        Set-Content (Join-Path $TestDrive Export-Environments.Tests.ps1) $tests
        $pester = (Get-Module Pester).Path -replace '\.psm1$', '.psd1'
        $results = Invoke-FreshPowerShell "Import-Module '$pester'
            `$ran = Invoke-Pester (Join-Path '$TestDrive' Export-Environments.Tests.ps1) -PassThru -Output None
            `$ran.Tests | ForEach-Object { `$_.Result + ': ' + `$_.ExpandedName + ' ' + `$_.ErrorRecord }"
    }

    It 'pass' {
        @($results).Count | Should -Be 5
        $results | Where-Object { $_ -notlike 'Passed: *' } | Should -BeNullOrEmpty
    }
}

Describe 'Users and settings' {
    BeforeAll { . ([scriptblock]::Create($signIn)) }

    It 'signs the administrator in' {
        (Import-ServiceKey (Join-Path $emulator.Keys cis-central.json) | Invoke-BtpApi -Operation getSubaccounts).displayName |
            Should -Contain dev
    }

    It 'lets long-running operations fail at once' {
        . ([scriptblock]::Create($settings))
        $key = Import-ServiceKey (Join-Path $emulator.Keys cis-central.json)
        $body = @{ displayName = 'New'; region = 'eu10'; subdomain = 'new' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        (Get-Failure { $key | Invoke-BtpApi -Operation createSubaccount -Wait -Body $body }).FullyQualifiedErrorId | Should -BeLike 'OperationFailed,*'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
    }
}

Describe 'The table of faults' {
    BeforeDiscovery {
        . $PSScriptRoot/Emulator.ps1
        $rows = Get-Content (Join-Path $repository docs/guides/test-your-scripts.md) |
            ForEach-Object { if ($_ -match '^\| .* \| `(-.*)` \|$') { $Matches[1] } }
    }

    It 'has the fault <_>' -ForEach $rows {
        & ([scriptblock]::Create("Add-BtpEmulatorFault $_"))
        $pending = @(Invoke-RestMethod "$($emulator.Address)/_emulator/faults" | ForEach-Object { $_ })
        $pending.Count | Should -Be 1
        Reset-BtpEmulator
    }
}
