BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

Describe 'Test-ServiceKey' {
    BeforeEach { Reset-Emulator }

    It 'returns a row for each check of a valid key' {
        $rows = Import-EmulatorKey cis-local | Test-ServiceKey
        $rows | Should -BeOfType TokenModule.Checks.ServiceKeyCheck
        $rows[0..5].Check | Should -Be 'Shape', 'Placeholders', 'Certificate', 'Dns', 'Tls', 'Token'
        ($rows | Where-Object Check -EQ Token).Result | Should -Be 'Passed'
        @($rows | Where-Object Check -EQ Endpoint).Count | Should -BeGreaterThan 5
        $rows | Where-Object Result -EQ Failed | Should -BeNullOrEmpty
    }

    It 'returns each row as soon as its check is complete' {
        (Import-EmulatorKey cis-local | Test-ServiceKey | Select-Object -First 3).Check | Should -Be 'Shape', 'Placeholders', 'Certificate'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'describes the error of a file that cannot be imported' {
        $file = New-Item (
            Join-Path $TestDrive placeholder.json) -Value '{ "clientid": "<your id>", "clientsecret": "s", "url": "https://a.example" }'
        $rows = Test-ServiceKey -Path $file
        $rows.Check | Should -Be 'Shape', 'Placeholders'
        $rows.Result | Should -Be 'Passed', 'Failed'
        $rows[1].Message | Should -BeLike "*'clientid' contains a placeholder*"
        (Get-Item $file | Test-ServiceKey).Check | Should -Be 'Shape', 'Placeholders'
    }

    It 'tests a file whose name contains wildcard characters' {
        $file = Join-Path $TestDrive 'key[1].json'
        [IO.File]::WriteAllText($file, '{ "clientid": "<your id>", "clientsecret": "s", "url": "https://a.example" }')
        (Test-ServiceKey -LiteralPath $file).Check | Should -Be 'Shape', 'Placeholders'
        (Get-Item -LiteralPath $file | Test-ServiceKey).Check | Should -Be 'Shape', 'Placeholders'
    }

    It 'accepts a path, a name or a key at position 0 and in the pipeline' {
        $key = Import-EmulatorKey cis-local
        $file = "$($emulator.Keys)/cis-local.json"
        foreach ($rows in (Test-ServiceKey $file), (Test-ServiceKey cis-local), (Test-ServiceKey $key), ($file | Test-ServiceKey)) {
            $rows[0].Result | Should -Be 'Passed'
        }
        (Get-Failure { Test-ServiceKey ./missing.json }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
        "$(Get-Failure { Test-ServiceKey cis-lcoal })" | Should -BeLike "*Did you mean 'cis-local'?*"
    }

    It 'writes an error for <Path>' -ForEach @(
        @{ Path = 'foo::bar' }, @{ Path = 'env:PATH' }, @{ Path = './missing.json' }
    ) {
        (Get-Failure { Test-ServiceKey -LiteralPath $Path }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
        (Get-Failure { Test-ServiceKey -Path $Path }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
    }

    It 'reports an unknown host, and skips the token request' {
        $key = '{ "clientid": "a", "clientsecret": "s", "url": "https://nosuchhost.invalid" }' | Import-ServiceKey
        $rows = $key | Test-ServiceKey
        ($rows | Where-Object Result -EQ Failed).Check | Should -Be 'Dns'
        ($rows | Where-Object Check -EQ Token).Result | Should -Be 'Skipped'
    }

    It 'detects a wrong secret' {
        $key = (Get-Content "$($emulator.Keys)/cis-local.json" -Raw) -replace '"clientsecret"\s*:\s*"', '"clientsecret": "x' |
            Import-ServiceKey -Name wrong
        ($key | Test-ServiceKey | Where-Object Result -EQ Failed).Check | Should -Be 'Token'
    }

    It 'does not prompt: it tests the token of a key for users only after a sign-in' {
        $key = Import-EmulatorKey cis-central
        ($key | Test-ServiceKey | Where-Object Check -EQ Token).Result | Should -Be 'Skipped'
        $null = $key | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        ($key | Test-ServiceKey | Where-Object Check -EQ Token).Result | Should -Be 'Passed'
    }
}
