BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator

    # Returns the log of a step with these environment variables.
    function Get-Log([hashtable] $Variables, [string] $Script) {
        $all = @{ GITHUB_ACTIONS = ''; GITHUB_OUTPUT = ''; TF_BUILD = '' }
        $Variables.Keys | ForEach-Object { $all[$_] = $Variables[$_] }
        $set = $all.Keys | ForEach-Object { "`$env:$_ = '$($all[$_])'" }
        @(Invoke-FreshPowerShell "$($set -join '; '); Import-Module '$modulePath';
            `$key = Import-ServiceKey '$($emulator.Keys)/cis-local.json'; $Script" 2>&1 | ForEach-Object { "$_" })
    }

    # The only line that is not a command: the token, or the text of the warnings.
    function Get-Output([string[]] $Log) { $Log | Where-Object { $_ -notlike '::*' -and $_ -notlike '##*' } | Select-Object -Last 1 }
}

AfterAll { Stop-Emulator }

Describe 'Publish-OAuthToken' {
    It 'writes the token to the outputs of a step in GitHub Actions' {
        $file = (New-Item (Join-Path $TestDrive output)).FullName
        Set-Content $file 'earlier=1'
        $log = @(Get-Log @{ GITHUB_ACTIONS = 'true';
            GITHUB_OUTPUT = $file } '$key | Get-OAuthToken | Publish-OAuthToken; $key | Get-OAuthToken -AsPlainText')
        $lines = Get-Content $file
        $lines[0] | Should -Be 'earlier=1'
        $lines[1] | Should -Match '^BTP_TOKEN<<[0-9a-f-]{36}$'
        $token = Get-Output $log
        $lines[2..3] | Should -Be $token, ($lines[1] -split '<<')[1]
        $log | Should -Contain "::add-mask::$token"
    }

    It 'creates a secret variable in Azure Pipelines' {
        $log = @(
            Get-Log @{ TF_BUILD = 'True' } 'Publish-OAuthToken ($key | Get-OAuthToken) -Name API_TOKEN; $key | Get-OAuthToken -AsPlainText')
        $token = Get-Output $log
        $log | Should -Contain "##vso[task.setvariable variable=API_TOKEN;issecret=true]$token"
        $log | Should -Contain "##vso[task.setsecret]$token"
    }

    It 'masks the token even if the key was imported with -NoLogMask' {
        $log = @(Get-Log @{ TF_BUILD = 'True' } '$log = Import-ServiceKey $key.Source -NoLogMask; $log | Get-OAuthToken -ForceRefresh |
            Publish-OAuthToken; $log | Get-OAuthToken -AsPlainText')
        $log | Should -Contain "##vso[task.setsecret]$(Get-Output $log)"
    }

    It 'is an error and publishes nothing, <Where>' -ForEach @(
        @{ Where = 'outside of CI'; Variables = @{} }
        @{ Where = 'when a step of GitHub has no outputs'; Variables = @{ GITHUB_ACTIONS = 'true' } }
    ) {
        $log = @(Get-Log $Variables '$key | Get-OAuthToken | Publish-OAuthToken -WarningVariable warnings -WarningAction SilentlyContinue;
            "$warnings"')
        Get-Output $log | Should -BeLike 'BTP_TOKEN was not published*'
        $log -join "`n" | Should -Not -Match 'variable='
    }

    It 'refuses a token as text, and does not show it' {
        { 'eyJ.secret.text' | Publish-OAuthToken -ErrorAction Stop } | Should -Throw '*Get-OAuthToken*'
        { Publish-OAuthToken 'eyJ.secret.text' } | Should -Throw '*Get-OAuthToken*'
        "$($Error[0])" | Should -Not -Match 'secret'
    }

    It 'refuses a name with other characters: <_>' -ForEach 'A;issecret=false', "A`nB", 'A<<B', '1A' {
        $token = Import-EmulatorKey cis-local | Get-OAuthToken
        { $token | Publish-OAuthToken -Name $_ } | Should -Throw '*Name*'
    }
}
