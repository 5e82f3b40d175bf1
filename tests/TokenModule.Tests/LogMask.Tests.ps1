BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator

    # Returns the complete console output of a step in a CI system.
    function Get-Log([hashtable] $Variables, [string] $Script) {
        $set = $Variables.Keys | ForEach-Object { "`$env:$_ = '$($Variables[$_])'" }
        @(Invoke-FreshPowerShell "$($set -join '; '); Import-Module '$modulePath'; $Script" 2>&1 | ForEach-Object { "$_" })
    }

    $client = (Get-Content "$($emulator.Keys)/cis-local.json" -Raw | ConvertFrom-Json).uaa
    $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($client.clientid):$($client.clientsecret)"))
    $encodedBasic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$([Net.WebUtility]::UrlEncode($client.clientid).Replace('!', '%21')):$([Net.WebUtility]::UrlEncode($client.clientsecret).Replace('!', '%21'))"))
    $import = "`$key = Import-ServiceKey '$($emulator.Keys)/cis-local.json' -WarningAction Ignore"
}

AfterAll { Stop-Emulator }

Describe 'In CI' {
    It 'a key is masked in the log of GitHub Actions' {
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "$import; 'imported'"
        $log | Should -Contain 'imported'
        $log | Should -Contain "::add-mask::$($client.clientsecret.Replace('%', '%25'))"
        $log | Should -Contain "::add-mask::$basic"
        $log | Should -Contain "::add-mask::$encodedBasic"
    }

    It 'a key is masked in the log of Azure Pipelines' {
        $log = Get-Log @{ TF_BUILD = 'True'; GITHUB_ACTIONS = '' } $import
        $log | Should -Contain "##vso[task.setsecret]$($client.clientsecret)"
        $log | Should -Contain "##vso[task.setsecret]$basic"
        $log | Should -Contain "##vso[task.setsecret]$encodedBasic"
    }

    It 'a token is masked once, even if it is used several times' {
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "$import; `$text = `$key | Get-OAuthToken -AsPlainText; `$null = 1..3 |
            ForEach-Object { `$key | Get-OAuthToken } 2>`$null; `$text"
        $token = $log | Where-Object { $_ -notlike '::*' }
        @($log | Where-Object { $_ -eq "::add-mask::$token" }).Count | Should -Be 1
    }

    It 'the input of a user and the refresh token are masked' {
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "`$key = Import-ServiceKey '$($emulator.Keys)/cis-central.json' -WarningAction Ignore; `$null = `$key | Get-OAuthToken -Credential ([pscredential]::new('anna.admin@example.com', (ConvertTo-SecureString Abcd -AsPlainText -Force))) -OneTimeCode 1234"
        $log | Should -Contain '::add-mask::Abcd1234'
        $log | Should -Not -Contain '::add-mask::1234'
        @($log | Where-Object { $_ -like '::add-mask::*' }).Count | Should -BeGreaterOrEqual 5
    }

    It 'every line of a private key is masked, except the boundaries' -Tag PowerShell7 {
        $file = "$($emulator.Keys)/bindings/xsuaa-x509.json"
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "`$null = Import-ServiceKey '$file' -WarningAction Ignore"
        $lines = @((Get-Content $file -Raw | ConvertFrom-Json).key -split '\r?\n' |
            Where-Object { $_ -notlike '-----*' -and $_.Length -ge 8 })
        $lines.Count | Should -BeGreaterThan 10
        $lines | ForEach-Object { $log | Should -Contain "::add-mask::$_" }
        $log | Should -Not -BeLike '*-----*'
    }

    It 'captured output contains only the value that was requested' {
        $set = "`$env:GITHUB_ACTIONS = 'true'; `$env:TF_BUILD = 'True'"
        $output = @(Invoke-FreshPowerShell "$set; Import-Module '$modulePath'; $import; `$key | Get-OAuthToken -AsPlainText" 2>$null)
        $output.Count | Should -Be 1
        $output[0] | Should -Match '^eyJ[\w-]+\.[\w-]+\.[\w-]+$'
    }

    It 'a value is escaped as the agent of Azure decodes it: <Value>' -ForEach @(
        @{ Value = 'plain;secret]value'; Escaped = 'plain;secret]value' }
        @{ Value = 'p%3Bq-secret'; Escaped = 'p%AZP253Bq-secret' }
        @{ Value = '100%-secret'; Escaped = '100%-secret' }
        @{ Value = 'a%AZP25b-secret'; Escaped = 'a%AZP25AZP25b-secret' }
        @{ Value = "two`r`nlines"; Escaped = 'two%0D%0Alines' }
    ) {
        $type = (Get-Command Import-ServiceKey).ImplementingType.Assembly.GetType('TokenModule.Logs.AzurePipelines')
        $azure = [Activator]::CreateInstance($type)
        $azure.FormatMaskCommand($Value) | Should -Be "##vso[task.setsecret]$Escaped"
    }

    It 'a key imported with -NoLogMask and its tokens are not masked' {
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "$import -NoLogMask; `$null = `$key | Get-OAuthToken; 'done'"
        $log | Should -Be 'done'
    }

    It 'no mask is written outside of CI' {
        Get-Log @{ GITHUB_ACTIONS = ''; TF_BUILD = '' } "$import; `$null = `$key | Get-OAuthToken; 'done'" | Should -Be 'done'
    }

    It 'the masks of a background job reach the log of the step' {
        $log = Get-Log @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } "`$null = Start-Job { Import-Module '$modulePath';
            Import-ServiceKey '$($emulator.Keys)/cis-local.json' -WarningAction Ignore } | Receive-Job -Wait"
        $log | Should -Contain "::add-mask::$basic"
    }
}
