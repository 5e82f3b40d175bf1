BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

Describe 'A typical mistake' {
    BeforeEach {
        Reset-Emulator
        $dox, $ber, $central = 'dox', 'ber', 'cis-central' | ForEach-Object { Import-EmulatorKey $_ }
        $text = Get-Content "$($emulator.Keys)/dox.json" -Raw
        $base64 = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))
        $bearer = $dox | Get-OAuthToken -AsPlainText
        $null = Invoke-Emulator requests Delete

        # Returns the complete output of a script, errors included, as one text.
        function Get-OutputText([scriptblock] $Script) {
            try { & $Script *>&1 | Out-String -Width 5000 } catch { $_ | Out-String -Width 5000 }
        }
    }

    It 'does not show a secret that was passed as <Place>' -ForEach @(
        @{ Place = 'the name of a variable'; Do = { Import-ServiceKey -EnvironmentVariable $text }; Secret = 'clientsecret' }
        @{ Place = 'the name of a variable, in base64'; Do = { Import-ServiceKey -EnvironmentVariable $base64 }; Secret = $null }
        @{ Place = 'a path, in base64'; Do = { Import-ServiceKey $base64 }; Secret = $null }
        @{ Place = 'a literal path, in base64'; Do = { Import-ServiceKey -LiteralPath $base64 }; Secret = $null }
        @{ Place = 'the path of a key to test, in base64'; Do = { Test-ServiceKey -Path $base64 }; Secret = $null }
        @{ Place = 'a path, as a token'; Do = { Import-ServiceKey $bearer }; Secret = 'eyJ' }
        @{ Place = 'the path of a call'; Do = { $bearer | Invoke-BtpApi -ServiceKey $dox -Verbose }; Secret = 'eyJ' }
        @{ Place = 'the path of a call, with its scheme'; Do = { "Bearer $bearer" | Invoke-BtpApi -ServiceKey $dox -WhatIf };
            Secret = 'eyJ' }
        @{ Place = 'an address'; Do = { Invoke-BtpApi -ServiceKey $dox -Uri "$($dox.Endpoints.url)$bearer" -AsCurl }; Secret = 'eyJ' }
        @{ Place = 'an endpoint'; Do = { Invoke-BtpApi x -ServiceKey $dox -Endpoint $bearer }; Secret = 'eyJ' }
    ) {
        $output = Get-OutputText $Do
        $output | Should -Not -BeNullOrEmpty
        $output.Replace("`n", '') | Should -Not -Match ([regex]::Escape($(if ($Secret) { $Secret } else { $base64.Substring(0, 40) })))
        Get-Request | Should -BeNullOrEmpty
    }

    It 'sends no request when <Parameter> has a path of another provider: <Path>' -ForEach @(
        @{ Parameter = 'InFile'; Path = 'env:PATH'; Id = 'FileNotReadable' }
        @{ Parameter = 'InFile'; Path = 'foo::bar'; Id = 'FileNotReadable' }
        @{ Parameter = 'OutFile'; Path = 'env:PATH'; Id = 'FileNotWritable' }
        @{ Parameter = 'OutFile'; Path = 'foo::bar'; Id = 'FileNotWritable' }
    ) {
        $file = @{ $Parameter = $Path }
        (Get-Failure { Invoke-BtpApi x -ServiceKey $dox -Method Post @file }).FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Request | Should -BeNullOrEmpty
    }

    It 'writes no body on the verbose stream' {
        $verbose = Get-OutputText { Invoke-BtpApi x -ServiceKey $dox -Method Post -Body @{ note = 'private words' } -Verbose }
        $verbose | Should -Match 'POST http'
        $verbose | Should -Not -Match 'private words'
    }

    It 'reports that <_> does not contain a key' -ForEach '{}', '[]', '' {
        (Get-Failure { $_ | Import-ServiceKey }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyInvalid,*'
    }

    It 'gives a chosen name to the key for which it was chosen' {
        $null = Import-ServiceKey "$($emulator.Keys)/ber.json" -Name dox
        (Get-OAuthToken dox).ClientId | Should -Be $ber.ClientId
    }

    It 'refuses one name for several keys' {
        $keys = Import-ServiceKey "$($emulator.Keys)/ber.json",
            "$($emulator.Keys)/pr.json" -Name chosen -ErrorAction SilentlyContinue -ErrorVariable failures
        $keys.ClientId | Should -Be $ber.ClientId
        $failures.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous,*'
    }

    It 'does not warn about a file without a secret' -Skip:(-not $IsLinux) {
        Set-Content "$TestDrive/other.json" '{"a":1}'
        chmod 644 "$TestDrive/other.json"
        Import-ServiceKey "$TestDrive/other.json" 3>&1 2>$null | Should -BeNullOrEmpty
    }

    It 'advises to pipe several keys' {
        (Get-Failure { Get-OAuthToken $dox, $ber }).Exception.Message | Should -BeLike '*Pipe the keys*'
        $dox, $ber | Get-OAuthToken | Should -HaveCount 2
    }

    It 'refuses a number without a unit as a lifetime: <_>' -ForEach 10, -1, '60' {
        { $dox | Get-OAuthToken -MinimumLifetime $_ } | Should -Throw '*00:10*'
        { $dox | Get-OAuthToken | Test-OAuthToken -MinimumLifetime $_ } | Should -Throw '*00:10*'
    }

    It 'reports an empty token' {
        $null | Test-OAuthToken | Should -BeFalse
        (Get-Failure { $null | Get-TokenClaims }).FullyQualifiedErrorId | Should -BeLike 'TokenMalformed,*'
    }

    It 'sends no request when <What>' -ForEach @(
        @{ What = '-Method was forgotten'; Do = { Invoke-BtpApi clients -ServiceKey $dox -Body @{ a = 1 } }; Message = '*-Method Post*' }
        @{ What = 'a placeholder is not filled'; Do = { Invoke-BtpApi 'document/jobs/{id}' -ServiceKey $dox -Method Delete }; Message = '*{id}*' }
        @{ What = 'the piped path is null'; Do = { $null | Invoke-BtpApi -ServiceKey $dox }; Message = '*path is empty*' }
        @{ What = 'the piped path is empty'; Do = { '' | Invoke-BtpApi -ServiceKey $dox }; Message = '*path is empty*' }
    ) {
        $failure = Get-Failure $Do
        $failure.FullyQualifiedErrorId | Should -BeLike 'RequestInvalid,*'
        $failure.Exception.Message | Should -BeLike $Message
        Get-Request | Should -BeNullOrEmpty
    }

    It 'returns a response that is not a list completely' {
        ($dox | Invoke-BtpApi capabilities -All).psobject.Properties.Name | Should -Contain 'extraction'
    }

    It 'reports an unknown endpoint instead of an empty list' {
        (Get-Failure { Get-BtpOperation -Endpoint acounts }).Exception.Message | Should -BeLike "*'acounts'*accounts*"
    }

    It 'lists only the operations of the AI service of the key' {
        ($dox | Get-BtpOperation).Path | Should -Not -BeLike '/api/v1/*'
    }

    It 'removes no token for <_>' -ForEach '$null | Clear-OAuthTokenCache', 'Clear-OAuthTokenCache -Token $null',
        'Clear-OAuthTokenCache $null' {
        $null = $dox, $ber | Get-OAuthToken
        Get-OutputText ([scriptblock]::Create($_)) | Should -Match 'The token is empty|ClientId'
        @(Get-OAuthTokenCache).Count | Should -Be 2
    }

    It 'requires exactly one name instead of <Given>' -ForEach @(
        @{ Given = 'a list'; Do = { Invoke-BtpApi x -ServiceKey $dox -Method Get, Delete } }
        @{ Given = 'a list in text'; Do = { Invoke-BtpApi x -ServiceKey $dox -Method 'Get,Delete' } }
        @{ Given = 'a number'; Do = { Invoke-BtpApi x -ServiceKey $dox -Method 4 } }
        @{ Given = 'null'; Do = { Invoke-BtpApi x -ServiceKey $dox -Method $null } }
        @{ Given = 'two grants'; Do = { Get-OAuthToken $dox -GrantType Password, JwtBearer } }
    ) {
        $Do | Should -Throw '*is not a single name*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'accepts the method of another enumeration by its name' -Skip:($PSEdition -ne 'Core') {
        Invoke-BtpApi x -ServiceKey $dox -Method ([Microsoft.PowerShell.Commands.WebRequestMethod]::Delete) -AsCurl | Should -Match 'DELETE'
    }

    It 'lists known endpoints in addition to the error for an unknown endpoint' {
        $operations = Get-BtpOperation -Endpoint metadata, accounts -ErrorAction SilentlyContinue -ErrorVariable failures
        $operations.Count | Should -BeGreaterThan 10
        $failures.FullyQualifiedErrorId | Should -Be 'ApiNotFound,TokenModule.Cmdlets.GetBtpOperationCommand'
        (TabExpansion2 'Get-BtpOperation -Endpoint ' 27).CompletionMatches.CompletionText | Should -Not -Contain 'metadata'
    }

    It 'reports that the copy of a key has no secret' {
        Export-Clixml -InputObject $dox -LiteralPath "$TestDrive/dox.xml"
        $copy = Import-Clixml "$TestDrive/dox.xml"
        (Get-Failure { $copy | Get-OAuthToken }).Exception.Message | Should -BeLike '*is a copy of a key, and copies have no secret.*'
        (Get-Failure { $copy | Import-ServiceKey }).Exception.Message | Should -BeLike '*is a copy of a key, and copies have no secret.*'
        (Get-Failure { $dox | Import-ServiceKey }).Exception.Message | Should -BeLike '*already imported*'
    }

    It 'removes the token of one user and keeps the token of another user' {
        $null = $central | Get-OAuthToken -Credential (New-User) -OneTimeCode (ConvertTo-SecureString 1234 -AsPlainText -Force)
        $null = $central | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        Get-OAuthTokenCache | Where-Object UserName -Like anna* | Clear-OAuthTokenCache
        (Get-OAuthTokenCache | Where-Object UserName).UserName | Should -Be bob@example.com
    }

    It 'shows the requests of fast responses on the verbose stream' {
        $verbose = 1..5 | ForEach-Object { $dox | Get-OAuthToken -NoCache -Verbose 4>&1 } |
            Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        @($verbose -match 'returned 200').Count | Should -Be 5
    }

    It 'sends a token to localhost over http when -AllowHost contains its name' {
        $address = "$($dox.Endpoints.url)capabilities" -replace '127.0.0.1', 'localhost'
        (Get-Failure { Invoke-BtpApi -ServiceKey $dox -Uri $address }).FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
        (Invoke-BtpApi -ServiceKey $dox -Uri $address -AllowHost ([uri] $address).Authority).documentTypes | Should -Contain invoice
    }
}

Describe 'Messages and views in the culture <_>' -ForEach 'th-TH', 'ar-SA', 'de-DE', 'tr-TR', 'fa-IR' {
    It 'have Gregorian dates and a decimal point' {
        $before = [cultureinfo]::CurrentCulture
        $year = [DateTime]::UtcNow.Year
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]::new($_)
            $token = Import-EmulatorKey cis-local | Get-OAuthToken
            $end = ($token | Get-TokenClaims | Out-String -Width 200) -split '\n' -match 'Valid until'
            "$end" | Should -Match "$year-\d\d-\d\d|$($year + 1)-\d\d-\d\d"
            ($token | Out-String -Width 200) | Should -Match 'in \d+ (h|min)'
            Add-Fault @{ path = '/uaa'; status = 429; headers = @{ 'Retry-After' = '86400' } }
            $failure = Get-Failure { Import-EmulatorKey cis-local | Get-OAuthToken -ForceRefresh }
            "$failure" | Should -Match "permitted at ($year|$($year + 1))-\d\d-\d\d \d\d:"
        }
        finally { [cultureinfo]::CurrentCulture = $before; Reset-Emulator }
    }
}

Describe 'A proxy of the session' -Tag PowerShell7 {
    It 'applies from the next call, and a variable that changed too late is explained' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'
            `$secret = ConvertTo-SecureString s -AsPlainText -Force
            `$key = Import-ServiceKey -TokenUrl https://host.invalid/oauth/token -ClientId me -ClientSecret `$secret
            try { `$key | Get-OAuthToken -MaximumRetryCount 0 -ErrorAction Stop } catch { "first `$_" }
            [Net.Http.HttpClient]::DefaultProxy = [Net.WebProxy]::new('http://127.0.0.1:9')
            try { `$key | Get-OAuthToken -MaximumRetryCount 0 -ErrorAction Stop } catch { "second `$_" }
            `$env:HTTPS_PROXY = 'http://127.0.0.1:10'
            try { `$key | Get-OAuthToken -MaximumRetryCount 0 -ErrorAction Stop } catch { "third `$_" }
"@
        $output -match '^first' | Should -Not -Match '127.0.0.1:9'
        $output -match '^second' | Should -Match 'proxy 127.0.0.1:9'
        $output -match '^third' | Should -Match 'reads it only once.*-Proxy'
    }
}
