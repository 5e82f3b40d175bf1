# Runs the workflows of docs/guides as in GitHub Actions and in Azure Pipelines. Their logs must not contain an unmasked secret.
BeforeDiscovery {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    function Get-Workflow([string] $Guide) {
        $number = 0
        Get-GuideScript $Guide yaml |
            ForEach-Object { @{ Guide = $Guide; Number = ++$number; Yaml = $_; Azure = $Guide -eq 'azure-devops' } }
    }

    $all = @(Get-Workflow github-actions) + @(Get-Workflow azure-devops)
    $workflows = @($all | Where-Object { $_.Yaml -notmatch 'WorkloadIdentity' })
    $secretless = @($all | Where-Object { $_.Yaml -match 'WorkloadIdentity' })
}

BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    . $PSScriptRoot/CiRunner.ps1
    Start-Emulator
    $keyFile = Join-Path $emulator.Keys cis-local.json
    $keyText = Get-Content $keyFile -Raw
    $client = ($keyText | ConvertFrom-Json).uaa
    $address = $emulator.Address.TrimEnd('/')

    # The variables and secrets of the repository or pipeline. A secret variable of Azure Pipelines is one line.
    function Get-Stored {
        @{
            'secrets.BTP_KEY'      = $keyText
            'vars.BTP_API'         = $address
            'vars.BTP_KEY_FILE'    = $keyFile
            BTP_KEY                = $keyText | ConvertFrom-Json | ConvertTo-Json -Depth 9 -Compress
            BTP_API                = $address
            'btpKey.secureFilePath' = $keyFile
        }
    }

    # Whether a line is a command, in which the CI system masks the secret.
    function Test-Command([string] $Line) {
        $Line -match '^(::add-mask::|##vso\[task\.setsecret\]|##vso\[task\.setvariable variable=\w+;issecret=true\])' }
}

AfterAll { Stop-Emulator }

Describe 'Workflow <Number> of <Guide>, without a stored secret' -ForEach $secretless {
    BeforeAll {
        Reset-Emulator
        Copy-Item "$($emulator.Keys)/bindings/identity-jwt.json" (Join-Path $TestDrive ias-client.json)
        Push-Location $TestDrive
        # The variables that the CI system sets in a job with the permission.
        $job = if ($Azure) { @{ SYSTEM_OIDCREQUESTURI = "$address/ci/azure/oidctoken" } }
            else { @{ ACTIONS_ID_TOKEN_REQUEST_URL = "$address/ci/github/token?api-version=2.0";
                ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'fake-job-token-5b8f2d' } }
        $ran = @(Invoke-WithEnvironment $job { Invoke-Workflow $Yaml @{ 'System.AccessToken' = 'fake-job-token-5b8f2d' } -Azure:$Azure })
        Pop-Location
        $log = $ran.Log -join "`n"
    }

    It 'runs to its end' {
        $log | Should -Match 'The tenant must trust issuer'
        $log | Should -Match 'ClientId.*1a5c11e0-0003'
    }

    It 'masks each assertion and token' {
        $shown = ($ran.Log | Where-Object { -not (Test-Command $_) }) -join "`n"
        $shown | Should -Not -Match 'eyJ'
        $ran.Log | Where-Object { Test-Command $_ } | Should -Not -BeNullOrEmpty
    }
}

Describe 'Workflow <Number> of <Guide>' -ForEach $workflows {
    BeforeAll {
        Reset-Emulator
        $values = Get-Stored
        $ran = @(Invoke-Workflow $Yaml $values -Azure:$Azure)
        $log = $ran.Log
        $tokens = @($log | Where-Object { Test-Command $_ } | ForEach-Object { $_ -replace '^(::add-mask::|##vso\[[^\]]*\])' } |
            Where-Object { $_ -like 'eyJ*' } | Sort-Object -Unique)
    }

    It 'runs to its end' { $ran[-1].Log -join "`n" | Should -Match 'emulator-org' }

    It 'has one token, from one request' {
        $tokens.Count | Should -Be 1
        @(Get-Request /uaa POST).Count | Should -Be 1
    }

    It 'masks the key and the token' {
        $commands = @($log | Where-Object { Test-Command $_ }) -join "`n"
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($client.clientid):$($client.clientsecret)"))
        $commands | Should -Match ([regex]::Escape($basic))
        $commands | Should -Match ([regex]::Escape($client.clientsecret.Replace('%', $(if ($Azure) { '%' } else { '%25' }))))
    }

    It 'shows no secret anywhere else' {
        $shown = @($log | Where-Object { -not (Test-Command $_) }) -join "`n"
        $shown | Should -Not -BeNullOrEmpty
        foreach ($secret in @($client.clientsecret) + $tokens) { $shown.Contains($secret) | Should -BeFalse }
        $shown | Should -Not -Match 'eyJ'
    }

    if ($Yaml -match 'BTP_TOKEN') {
        It 'does not pass the key to a step that has the token' { $ran[-1].Environment -join "`n" | Should -Not -Match 'clientsecret|cis-local' }
    }
}
