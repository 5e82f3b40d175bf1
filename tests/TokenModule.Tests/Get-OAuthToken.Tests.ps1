BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
}

AfterAll { Stop-Emulator }

Describe 'Get-OAuthToken' {
    BeforeEach { Reset-Emulator }

    It 'gets a token for the key of <_>' -ForEach 'ber', 'dox', 'pr', 'cis-local', 'saas-registry', 'ciam' {
        $token = Import-EmulatorKey $_ | Get-OAuthToken
        $token | Should -BeOfType TokenModule.OAuthToken
        $token.GrantType, $token.TokenType, $token.IsExpired | Should -Be 'ClientCredentials', 'Bearer', $false
        $token.ExpiresIn.TotalMinutes | Should -BeGreaterThan 118
        $token.AccessToken.Length | Should -BeGreaterThan 100
    }

    It 'appends the one-time code to the password' {
        $token = Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $token.UserName, $token.GrantType, $token.HasRefreshToken | Should -Be 'anna.admin@example.com', 'Password', $true
        (Get-Request /uaa POST).body | Should -Match 'password=Abcd1234'
    }

    It 'uses the sign-in of the session for later commands' {
        $key = Import-EmulatorKey cis-central
        $first = $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $key | Get-OAuthToken | Should -Be $first
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'does not prompt in a non-interactive session' {
        $failure = Get-Failure { Import-EmulatorKey cis-central | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CredentialRequired,*'
        $failure.Exception.Message | Should -BeLike '*-Credential*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'sends one request for several commands' {
        $key = Import-EmulatorKey dox
        $tokens = 1..5 | ForEach-Object { $key | Get-OAuthToken }
        ($tokens | Select-Object -Unique).Jti | Should -Be $tokens[0].Jti
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'requests a new token with -ForceRefresh' {
        $key = Import-EmulatorKey dox
        $first = $key | Get-OAuthToken
        ($key | Get-OAuthToken -ForceRefresh).Jti | Should -Not -Be $first.Jti
    }

    It 'returns text, a SecureString or a header on request' {
        $key = Import-EmulatorKey dox
        $text = $key | Get-OAuthToken -AsPlainText
        $text | Should -Match '^[\w-]+\.[\w-]+\.[\w-]+$'
        ($key | Get-OAuthToken -AsHeader).Authorization | Should -Be "Bearer $text"
        [pscredential]::new('x', ($key | Get-OAuthToken -AsSecureString)).GetNetworkCredential().Password | Should -Be $text
    }

    It 'returns a header that Invoke-RestMethod accepts' -Skip:($PSEdition -ne 'Core') {
        $key = Import-EmulatorKey dox
        $token = $key | Get-OAuthToken
        $response = Invoke-RestMethod "$($key.Endpoints.url)capabilities" -Authentication Bearer -Token $token.AccessToken `
            -AllowUnencryptedAuthentication
        $response.documentTypes | Should -Contain 'invoice'
        $header = $key | Get-OAuthToken -AsHeader
        (Invoke-RestMethod "$($key.Endpoints.url)capabilities" -Headers $header).documentTypes | Should -Contain 'invoice'
    }

    It 'reports <Id> when the server responds <Status> <Body>' -ForEach @(
        @{ Status = 401; Body = '{"error":"unauthorized","error_description":"Bad credentials"}'; Id = 'ClientRejected' }
        @{ Status = 400; Body = '{"error":"invalid_scope"}'; Id = 'ScopeRejected' }
        @{ Status = 400; Body = '{"error":"invalid_grant"}'; Id = 'GrantRejected' }
        @{ Status = 200; Body = '<html>'; Id = 'TokenResponseInvalid' }
        @{ Status = 302; Body = ''; Id = 'RedirectRefused' }
        @{ Status = 500; Body = ''; Id = 'ServerError' }
    ) {
        Add-Fault @{ path = '/uaa'; status = $Status; body = $Body; times = 9; headers = @{ Location = 'https://elsewhere.example/' } }
        $failure = Get-Failure { Import-EmulatorKey dox | Get-OAuthToken -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.GetOAuthTokenCommand"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'reports a timeout when the server does not respond in time' {
        Add-Fault @{ path = '/uaa'; delaySeconds = 30 }
        (Get-Failure { Import-EmulatorKey dox | Get-OAuthToken -TimeoutSec 1 }).FullyQualifiedErrorId | Should -BeLike 'NetworkTimeout,*'
    }

    It 'continues with the next key after a failure' {
        Add-Fault @{ path = '/uaa'; status = 401 }
        $tokens = 'dox', 'ber' | ForEach-Object { Import-EmulatorKey $_ } |
            Get-OAuthToken -ErrorAction SilentlyContinue -ErrorVariable failures
        @($tokens).Count, $failures.Count | Should -Be 1, 1
    }

    It 'treats an empty credential as absent' {
        Import-EmulatorKey dox | Get-OAuthToken -Credential ([pscredential]::Empty) | Should -BeOfType TokenModule.OAuthToken
    }

    It 'reports that the client may not use a grant' {
        $failure = Get-Failure { Import-EmulatorKey cis-central | Get-OAuthToken -GrantType ClientCredentials }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GrantRejected,*'
        $failure.Exception.Message | Should -BeLike '*Omit -GrantType*'
    }

    It 'does not repeat the reason phrase of a response' {
        Add-Fault @{ path = '/uaa'; raw = "HTTP/1.1 401 you sent canary`r`nContent-Length: 0`r`n`r`n" }
        (Get-Failure { Import-EmulatorKey dox | Get-OAuthToken }).Exception.Message | Should -Not -Match 'canary'
    }

    It 'does not use a proxy for this computer' {
        $script = '$env:HTTP_PROXY = "http://127.0.0.1:9"; Import-Module "{0}"; (Import-ServiceKey "{1}" | Get-OAuthToken).TokenType'
        Invoke-FreshPowerShell ($script -f $modulePath, (Join-Path $emulator.Keys 'dox.json')) | Should -Be 'Bearer'
    }

    It 'sends one request for 200 concurrent callers with an empty cache' -Skip:($PSEdition -ne 'Core') {
        $key = Import-EmulatorKey dox
        $jtis = 1..200 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            ($using:key | Get-OAuthToken).Jti
        } -ThrottleLimit 50
        $jtis.Count | Should -Be 200
        @($jtis | Select-Object -Unique).Count | Should -Be 1
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'stops within a second and leaves no error' {
        Add-Fault @{ path = '/uaa'; delaySeconds = 60 }
        $stopped = Stop-InFlight 'Import-ServiceKey -LiteralPath $args[0] | Get-OAuthToken' (Join-Path $emulator.Keys 'dox.json')
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
    }
}
