BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $key = Import-EmulatorKey cis-central
    $xsuaa = Import-EmulatorKey bindings/xsuaa
    $bob = New-User bob@example.com Efgh
    # Creates a browser that completes the sign-in like a user.
    $newBrowser = {
        $browser = New-Item (Join-Path $TestDrive browser) -Force -Value "#!/bin/sh`nexec curl -sL -o /dev/null `"`$1`"`n"
        chmod +x $browser.FullName
        $browser.FullName
    }
    $secure = { param($Text) ConvertTo-SecureString $Text -AsPlainText -Force }
}

AfterAll { Stop-Emulator }

Describe 'Get-OAuthToken' {
    BeforeEach { Reset-Emulator }

    It 'signs in with a passcode, as text or SecureString' {
        Set-Emulator @{ passcodesAreSingleUse = $false }
        ($key | Get-OAuthToken -Passcode PaSSc0de42).UserName | Should -Be 'bob@example.com'
        ($key | Get-OAuthToken -Passcode (& $secure PaSSc0de42) -NoCache).UserName | Should -Be 'bob@example.com'
    }

    It 'uses the sign-in later, without the passcode' {
        $null = $key | Get-OAuthToken -Passcode PaSSc0de42
        ($key | Get-OAuthToken).UserName | Should -Be 'bob@example.com'
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'exchanges the token of a user for a token of another client' {
        $user = $key | Get-OAuthToken -Credential $bob
        $exchanged = $xsuaa | Get-OAuthToken -Assertion $user
        $exchanged.UserName, $exchanged.GrantType, $exchanged.ClientId | Should -Be 'bob@example.com', 'JwtBearer', $xsuaa.ClientId
        ($xsuaa | Get-OAuthToken -Assertion $user.AccessToken -GrantType JwtBearer).Jti | Should -Be $exchanged.Jti
    }

    It 'accepts a refresh token from another token or as a SecureString' {
        $user = $key | Get-OAuthToken -Credential $bob
        $renewed = $key | Get-OAuthToken -RefreshToken $user
        $renewed.GrantType, $renewed.HasRefreshToken | Should -Be 'RefreshToken', $true
        (Get-Failure { $key | Get-OAuthToken -RefreshToken (& $secure nonsense) }).FullyQualifiedErrorId | Should -BeLike 'GrantRejected,*'
    }

    It 'signs in with a browser' -Skip:(-not $IsLinux) {
        $env:BROWSER = & $newBrowser
        try {
            $token = $key | Get-OAuthToken -GrantType AuthorizationCode -InformationVariable output
            $token.UserName, $token.GrantType | Should -Be 'bob@example.com', 'AuthorizationCode'
            "$output" | Should -BeLike '*open this address*/uaa/emulator/oauth/authorize?*'
            ($key | Get-OAuthToken -GrantType AuthorizationCode).Jti | Should -Be $token.Jti
            # After a sign-in with the browser, a key for users requires no password.
            ($key | Get-OAuthToken).Jti | Should -Be $token.Jti

            Set-Emulator @{ authorizeState = 'forged' }
            (Get-Failure { $key | Get-OAuthToken -GrantType AuthorizationCode -Origin corp-idp 6>$null }).FullyQualifiedErrorId |
                Should -BeLike 'GrantRejected,*'
            Set-Emulator @{ authorizeState = $null; authorizeError = 'access_denied' }
            (Get-Failure { $key | Get-OAuthToken -GrantType AuthorizationCode -Origin corp-idp 6>$null }).FullyQualifiedErrorId |
                Should -BeLike 'GrantRejected,*'
        }
        finally {
            $env:BROWSER = $null
            Set-Emulator @{ authorizeState = $null; authorizeError = $null }
        }
    }

    It 'requests scopes where the user signs in, and not again where the code is exchanged' -Skip:(-not $IsLinux) {
        $scope = ($key | Get-OAuthToken -Credential $bob -NoCache).Scopes[0]
        Reset-Emulator
        $env:BROWSER = & $newBrowser
        try {
            ($key | Get-OAuthToken -GrantType AuthorizationCode -Scope $scope 6>$null).Scopes | Should -Be $scope
            (Get-Request /uaa Get).query | Should -BeLike '*scope=*'
            (Get-Request /uaa Post).body | Should -BeLike '*code=*'
            (Get-Request /uaa Post).body | Should -Not -BeLike '*scope=*'
        }
        finally { $env:BROWSER = $null }
    }

    It 'opens the browser with <What> in BROWSER' -Skip:(-not $IsLinux) -ForEach @(
        @{ What = 'a program that needs arguments'; Value = '{0} --new-window %s' }
        @{ What = 'several programs, of which the first cannot be started'; Value = '/no/such/browser -x:{0}' }
    ) {
        $browser = New-Item (Join-Path $TestDrive last-argument) -Force `
            -Value "#!/bin/sh`nfor address; do :; done`nexec curl -sL -o /dev/null `"`$address`"`n"
        chmod +x $browser.FullName
        $env:BROWSER = $Value -f $browser.FullName
        try { ($key | Get-OAuthToken -GrantType AuthorizationCode -TimeoutSec 30 6>$null).UserName | Should -Be 'bob@example.com' }
        finally { $env:BROWSER = $null }
    }

    It 'signs in another user with the browser and -ForceRefresh, who replaces the first user' -Skip:(-not $IsLinux) {
        $env:BROWSER = & $newBrowser
        try {
            $first = $key | Get-OAuthToken -GrantType AuthorizationCode 6>$null
            Set-Emulator @{ authorizeUser = 'anna.admin@example.com' }
            ($key | Get-OAuthToken -GrantType AuthorizationCode 6>$null).Jti | Should -Be $first.Jti
            $second = $key | Get-OAuthToken -GrantType AuthorizationCode -ForceRefresh 6>$null
            $second.UserName | Should -Be 'anna.admin@example.com'
            @(Get-Request /uaa Get)[-1].query | Should -BeLike '*prompt=login*'
            ($key | Get-OAuthToken).Jti | Should -Be $second.Jti
            (Get-OAuthTokenCache).UserName | Should -Be 'anna.admin@example.com'
        }
        finally {
            $env:BROWSER = $null
            Set-Emulator @{ authorizeUser = 'bob@example.com' }
        }
    }

    It 'opens the page of -AuthorizeUrl' -Skip:(-not $IsLinux) {
        $client = (Get-Content "$($emulator.Keys)/cis-central.json" -Raw | ConvertFrom-Json).uaa
        $named = @{
            TokenUrl = $key.TokenUrl; ClientId = $client.clientid; ClientSecret = & $secure $client.clientsecret
            AuthorizeUrl = "$($emulator.Address)/uaa/consumer/oauth/authorize?theme=dark"; Name = 'named'
        }
        $env:BROWSER = & $newBrowser
        try {
            $token = Import-ServiceKey @named | Get-OAuthToken -GrantType AuthorizationCode 6>$null
            $token.UserName | Should -Be 'bob@example.com'
            (Get-Request /uaa/consumer/oauth/authorize).query | Should -BeLike '*theme=dark&response_type=code*'
        }
        finally { $env:BROWSER = $null }
        $named.AuthorizeUrl = 'http://login.example/authorize'
        $failure = Get-Failure { Import-ServiceKey @named }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyInvalid,*'
        $failure.Exception.Message | Should -BeLike '*AuthorizeUrl*https*'
    }

    It 'prints the address without a browser, and waits until -TimeoutSec has passed' -Skip:(-not $IsLinux) {
        $env:BROWSER = '/no/such/browser'
        try {
            $failure = Get-Failure { $key |
                Get-OAuthToken -GrantType AuthorizationCode -TimeoutSec 1 -InformationVariable script:output 6>$null }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkTimeout,*'
            "$script:output" | Should -BeLike 'To sign in, open this address*'
        }
        finally { $env:BROWSER = $null }
    }

    It 'names scopes, zone, origin, and parameters of one server only' {
        $scope = ($xsuaa | Get-OAuthToken).Scopes[0]
        ($xsuaa | Get-OAuthToken -Scope $scope).Scopes | Should -Be $scope
        ($xsuaa | Get-OAuthToken -ZoneId 6f1ad111-0002-4e7f-8b1c-000000000002 | Get-TokenClaims).ZoneId |
            Should -Be '6f1ad111-0002-4e7f-8b1c-000000000002'
        ($key | Get-OAuthToken -Credential $bob -Origin corp-idp | Get-TokenClaims).Origin | Should -Be 'corp-idp'
        ($xsuaa | Get-OAuthToken -AdditionalParameter @{ token_format = 'opaque' } -AsPlainText) | Should -Not -BeLike '*.*'
        ($xsuaa | Get-OAuthToken -AdditionalParameter @{ authorities = @{ az_attr = @{ costCenter = '42' } } } |
            Get-TokenClaims).Claims.az_attr.costCenter | Should -Be '42'
    }

    It 'accepts an opaque token' {
        $token = $xsuaa | Get-OAuthToken -AdditionalParameter @{ token_format = 'opaque' }
        (Get-Failure { $token | Get-TokenClaims }).FullyQualifiedErrorId | Should -BeLike 'TokenOpaque,*'
    }

    It 'puts id and secret in a header on request' {
        $null = $xsuaa | Get-OAuthToken -ClientAuthentication Basic
        $request = Get-Request /uaa
        $request.headers.Authorization | Should -BeLike 'Basic *'
        $request.body | Should -Not -BeLike '*client_secret*'
    }

    It 'encodes id and secret in that header, but not with BasicRaw' {
        $client = (Get-Content "$($emulator.Keys)/bindings/xsuaa.json" -Raw | ConvertFrom-Json)
        $decode = {
            param($Request) [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request.headers.Authorization.Substring(6))) }
        $null = $xsuaa | Get-OAuthToken -ClientAuthentication Basic
        $request = Get-Request /uaa
        & $decode $request | Should -Not -BeLike "*$($client.clientsecret)"
        $request.headers.'X-CF-ENCODED-CREDENTIALS' | Should -Be 'true'
        Reset-Emulator
        $null = $xsuaa | Get-OAuthToken -ClientAuthentication BasicRaw
        $request = Get-Request /uaa
        & $decode $request | Should -Be "$($client.clientid):$($client.clientsecret)"
        $request.headers.'X-CF-ENCODED-CREDENTIALS' | Should -BeNullOrEmpty
    }

    It 'mentions -ClientAuthentication when the server rejects a client' {
        Add-Fault @{ path = '/uaa'; status = 401; body = '{"error":"invalid_client"}' }
        $failure = Get-Failure { $xsuaa | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
        $failure.Exception.Message, $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-ClientAuthentication*'
    }

    It 'describes <What> as a response that is not OAuth' -ForEach @(
        @{ What = 'an HTML page'; Fault = @{ status = 400; body = '<html><title>400 No required SSL certificate was sent</title></html>' } }
        @{ What = 'an empty body'; Fault = @{ status = 403; body = '' } }
    ) {
        Add-Fault (@{ path = '/uaa' } + $Fault)
        $failure = Get-Failure { $xsuaa | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TokenResponseInvalid,*'
        $failure.Exception.Message | Should -BeLike "*with $What, which is not an OAuth response. *"
    }

    It 'replaces a token that expires too soon, and warns when the server issues no longer-lived token' {
        Set-Emulator @{ tokenLifetime = 120 }
        try {
            $null = $xsuaa | Get-OAuthToken
            $warning = $xsuaa | Get-OAuthToken -MinimumLifetime 01:00 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
            $warning | Should -BeLike '*valid for only 1 min*'
            @(Get-Request /uaa).Count | Should -Be 2
        }
        finally { Set-Emulator @{ tokenLifetime = 43200 } }
    }

    It 'warns when fewer scopes are granted than requested' {
        Add-Fault @{ path = '/uaa'; status = 200; body = '{"access_token":"a.b.c","token_type":"bearer","expires_in":60,"scope":"a"}' }
        $warning = $xsuaa | Get-OAuthToken -Scope a, b 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }
        $warning | Should -BeLike '*missing: b*'
    }

    It 'does not change the cache with -NoCache' {
        $first = $xsuaa | Get-OAuthToken
        ($xsuaa | Get-OAuthToken -NoCache).Jti | Should -Not -Be $first.Jti
        (Get-OAuthTokenCache).Jti | Should -Be $first.Jti
    }

    It 'waits until a rate limit permits the request' {
        Set-Emulator @{ tokenRequestsPerSecond = 1 }
        try {
            1..2 | ForEach-Object { $xsuaa | Get-OAuthToken -NoCache } | Should -HaveCount 2
        }
        finally { Set-Emulator @{ tokenRequestsPerSecond = $null } }
    }

    It 'reports <Id> for <What>' -ForEach @(
        @{ What = 'a passcode used up'; Id = 'GrantRejected';
            Do = { Set-Emulator @{ passcodesAreSingleUse = $true }; $key | Get-OAuthToken -Passcode PaSSc0de42 -NoCache } }
        @{ What = 'two ways at once'; Id = 'GrantRejected'; Do = { $key | Get-OAuthToken -Passcode PaSSc0de42 -Credential $bob } }
        @{ What = 'a way that is not the one named'; Id = 'GrantRejected';
            Do = { $key | Get-OAuthToken -GrantType ClientCredentials -Credential $bob } }
        @{ What = 'an invalid assertion'; Id = 'GrantRejected'; Do = { $xsuaa | Get-OAuthToken -Assertion (& $secure none) } }
        @{ What = 'no assertion'; Id = 'CredentialRequired'; Do = { $xsuaa | Get-OAuthToken -GrantType JwtBearer } }
        @{ What = 'no refresh token'; Id = 'CredentialRequired'; Do = { $xsuaa | Get-OAuthToken -GrantType RefreshToken } }
        @{ What = 'a scope the client has not'; Id = 'ScopeRejected'; Do = { $xsuaa | Get-OAuthToken -Scope no.such } }
        @{ What = 'a subdomain where the host has none'; Id = 'ServiceKeyInvalid'; Do = { $xsuaa | Get-OAuthToken -Subdomain consumer } }
        @{ What = 'a parameter the request has already'; Id = 'ParameterArgumentValidationError';
            Do = { $xsuaa | Get-OAuthToken -AdditionalParameter @{ client_id = 'x' } } }
        @{ What = 'a proxy without a valid address'; Id = 'ParameterArgumentValidationError';
            Do = { $xsuaa | Get-OAuthToken -Proxy proxy:8080 } }
    ) {
        $failure = Get-Failure { try { & $Do } catch { Write-Error $_ } }
        @($failure).Count | Should -Be 1
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id*"
    }
}
