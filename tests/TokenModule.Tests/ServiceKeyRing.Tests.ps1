BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

Describe 'Get-ServiceKey and Remove-ServiceKey' {
    BeforeEach {
        Get-ServiceKey | Remove-ServiceKey
        $key = Import-EmulatorKey dox
        $null = Import-EmulatorKey ber
    }

    AfterAll { Get-ServiceKey | Remove-ServiceKey }

    It 'lists the keys of the session, by name, client id or wildcard' {
        (Get-ServiceKey).Name | Should -Be 'dox', 'ber'
        Get-ServiceKey d* | Should -Be $key
        Get-ServiceKey $key.ClientId | Should -Be $key
        Get-ServiceKey x* | Should -BeNullOrEmpty
        "$(Get-Failure { Get-ServiceKey dix })" | Should -BeLike "*Did you mean 'dox'?*"
    }

    It 'forgets a key and its tokens' {
        $null = Get-OAuthToken dox
        Remove-ServiceKey dox
        (Get-ServiceKey).Name | Should -Be 'ber'
        Get-OAuthTokenCache | Should -BeNullOrEmpty
    }

    It 'removes no key with -WhatIf' {
        Remove-ServiceKey * -WhatIf
        @(Get-ServiceKey).Count | Should -Be 2
    }

    It 'makes an ambiguous name unique' {
        $other = '{ "clientid": "other", "clientsecret": "s", "url": "https://other.example" }' | Import-ServiceKey
        $other | Remove-ServiceKey
        $twin = [IO.File]::ReadAllText("$($emulator.Keys)/ber.json") | ForEach-Object { $_ -replace '"clientid"\s*:\s*"', '"clientid": "x' }
        Set-Content "$TestDrive/ber.json" $twin
        $second = Import-ServiceKey "$TestDrive/ber.json"
        (Get-Failure { Get-OAuthToken ber }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous,*'
        $second | Remove-ServiceKey
        (Get-OAuthToken ber).ClientId | Should -Not -BeNullOrEmpty
    }

    It 'completes the names' {
        foreach ($line in 'Get-ServiceKey d', 'Remove-ServiceKey d') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'dox'
        }
    }
}

Describe 'A credential that the source does not contain' {
    BeforeAll {
        $secret = (Get-Content "$($emulator.Keys)/dox.json" -Raw | ConvertFrom-Json).uaa.clientsecret
        $without = (Get-Content "$($emulator.Keys)/dox.json" -Raw) -replace '"clientsecret"\s*:\s*"[^"]*",?', '"credential-type": "hide-secret",'
        Set-Content "$TestDrive/without.json" $without
        $secure = ConvertTo-SecureString $secret -AsPlainText -Force
    }

    It 'is supplied with -ClientSecret: <Name>' -ForEach @(
        @{ Name = '-Path'; Import = { Import-ServiceKey "$TestDrive/without.json" -ClientSecret $secure } }
        @{ Name = '-LiteralPath'; Import = { Import-ServiceKey -LiteralPath "$TestDrive/without.json" -ClientSecret $secure } }
        @{ Name = 'the pipeline'; Import = { $without | Import-ServiceKey -ClientSecret $secure } }
        @{ Name = '-EnvironmentVariable'; Import = { $env:TEST_KEY = $without; Import-ServiceKey -EnvironmentVariable TEST_KEY -ClientSecret $secure } }
        @{ Name = '-Vcap'; Import = {
            $env:VCAP_SERVICES = "{ `"dox`": [ { `"name`": `"dox`", `"credentials`": $without } ] }"
            Import-ServiceKey -Vcap -ClientSecret $secure } }
    ) {
        try { (& $Import | Get-OAuthToken).ClientId | Should -Not -BeNullOrEmpty }
        finally { $env:TEST_KEY = $env:VCAP_SERVICES = $null }
    }

    It 'is not sent anywhere when several keys or credentials are given' {
        $files = "$TestDrive/without.json", "$($emulator.Keys)/ber.json"
        (Get-Failure { Import-ServiceKey $files -ClientSecret $secure }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous,*'
        (Get-Failure { Import-ServiceKey $files[1] -ClientSecret $secure }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous,*'
        { Import-ServiceKey $files[0] -ClientSecret $secure -Certificate ./x.pem } | Should -Throw -ErrorId 'ServiceKeyAmbiguous,*'
    }

    It 'of a certificate that cannot be used is an error' {
        { Import-ServiceKey "$TestDrive/without.json" -Certificate "$TestDrive/missing.pem" } | Should -Throw -ErrorId 'ServiceKeyNotFound,*'
        { Import-ServiceKey "$TestDrive/without.json" -Certificate ('AB' * 20) } | Should -Throw -ErrorId 'CertificateInvalid,*'
    }
}

Describe 'Input that is not a key' {
    It 'causes one error: <Name>' -ForEach @(
        @{ Name = 'an empty pipeline'; Data = { @() }; Text = '*The text is empty*' }
        @{ Name = 'null'; Data = { $null }; Text = '*The text is empty*' }
        @{ Name = 'a failed command'; Data = { 'Getting key...', 'FAILED', "Not logged in. Use 'cf login'." }; Text = "*""Not logged in. Use 'cf login'.""*" }
        @{ Name = 'enumerated bytes'; Data = { [byte[]] (1..40) }; Text = '*, $bytes | Import-ServiceKey*' }
        @{ Name = 'a PSCredential'; Data = { New-User }; Text = '*-TokenUrl URL -ClientId*' }
        @{ Name = 'a hashtable with a PSCredential'; Data = { @{ client = New-User } }; Text = '*-TokenUrl URL -ClientId*' }
    ) {
        $failures = @(Get-Failure { & $Data | Import-ServiceKey })
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ServiceKeyInvalid,*'
        "$($failures[0])" | Should -BeLike $Text
    }
}

Describe 'A key in the table' {
    It 'shows that its credential is missing, or its kind' {
        $keys = 'bindings/identity-jwt', 'ber' | ForEach-Object { Import-EmulatorKey $_ -WarningAction Ignore }
        $keys.HasCredential | Should -Be $false, $true
        $table = $keys | Format-Table | Out-String -Width 200
        $table | Should -Match 'identity-jwt .* missing '
        $table | Should -Match 'ber .* secret '
    }

    It 'gets a warning for a named operation or endpoint of another service, and none for a pattern' {
        $ber = Import-EmulatorKey ber
        $ber | Get-BtpOperation getSubaccounts 3>&1 | Should -BeLike "*'ber'*BusinessEntityRecognition*getSubaccounts*'cis'*"
        $ber | Get-BtpOperation -Endpoint accounts 3>&1 | Should -BeLike "*'ber'*BusinessEntityRecognition*the API Accounts*"
        $ber | Get-BtpOperation *Subaccount* 3>&1 | Should -BeNullOrEmpty
        ($ber | Get-BtpOperation getDatasets 3>&1).OperationId | Should -Be getDatasets
    }

    It 'recommends what its missing credential requires: <Key>' -ForEach @(
        @{ Key = 'bindings/identity-jwt'; Recommendation = 'Import-ServiceKey accepts the credential as a parameter.*' }
        @{ Key = 'cis-central'; Recommendation = '*shows how a user signs in.' }
    ) {
        $key = Import-EmulatorKey $Key -WarningAction Ignore
        $failure = Get-Failure { $key | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CredentialRequired,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Recommendation
    }

    It 'gets its operations from the catalog, or a warning' {
        Import-EmulatorKey bindings/identity | Get-BtpOperation 3>&1 | Should -BeLike '*no operations for the key*Identity*'
    }
}
