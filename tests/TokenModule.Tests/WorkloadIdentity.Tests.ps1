# Keys without a stored secret: assertions of a CI job, a file, a script or a private key, and users with a certificate.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/CiRunner.ps1
    Start-Emulator
    $keyFile = "$($emulator.Keys)/bindings/identity-jwt.json"
    $github = @{
        GITHUB_ACTIONS = 'true'; TF_BUILD = ''; ACTIONS_ID_TOKEN_REQUEST_TOKEN = 'fake-job-token-5b8f2d'
        ACTIONS_ID_TOKEN_REQUEST_URL = "$($emulator.Address)/ci/github/token?api-version=2.0"
    }
    $azure = @{
        GITHUB_ACTIONS = ''; TF_BUILD = 'True'; SYSTEM_ACCESSTOKEN = 'fake-job-token-5b8f2d'
        SYSTEM_OIDCREQUESTURI = "$($emulator.Address)/ci/azure/oidctoken"
    }
    $outside = @{ GITHUB_ACTIONS = ''; TF_BUILD = ''; KUBERNETES_SERVICE_HOST = ''; GITLAB_CI = '' }
    $audience = [uri]::EscapeDataString("$($emulator.Address)/ias")

    function New-Assertion {
        (Invoke-RestMethod "$($emulator.Address)/ci/github/token?audience=$audience" -Headers @{
            Authorization = 'Bearer fake-job-token-5b8f2d' }).value
    }

    # The number of assertions that the CI system issued, and of token requests.
    function Get-AssertionCount { @(Get-Request /ci/github/token).Count, @(Get-Request /ias/oauth2/token).Count }

    # Runs a script in a process of its own, as a job of a CI system.
    function Invoke-Job([hashtable] $Variables, [string] $Command) {
        @(Invoke-WithEnvironment $Variables { Invoke-FreshPowerShell "Import-Module '$modulePath'; $Command" 2>&1 } |
            ForEach-Object { "$_" })
    }
}

AfterAll { Stop-Emulator }

Describe 'A job without a stored secret' {
    BeforeEach { Reset-Emulator; Set-Emulator @{ assertionLifetime = 300; tokenLifetime = 43200 } }

    It 'gets a token in GitHub Actions, and the log masks the assertion' {
        $log = Invoke-Job $github "Import-ServiceKey '$keyFile' -WorkloadIdentity | Get-OAuthToken | Get-TokenClaims |
            ForEach-Object { `"client `$(`$_.ClientId)`" }"
        $log | Should -Contain 'client 1a5c11e0-0003-4c1e-8a11-1de400000003'
        $sent = (Get-Request /ias/oauth2/token).body -replace '.*client_assertion=([^&]+).*', '$1'
        $log | Should -Contain "::add-mask::$sent"
        ($log | Where-Object { $_ -notlike '::add-mask::*' }) -join "`n" | Should -Not -Match 'eyJ'
    }

    It 'gets a token in Azure Pipelines' {
        $log = Invoke-Job $azure "(Import-ServiceKey '$keyFile' -WorkloadIdentity | Get-OAuthToken).GrantType"
        $log | Should -Contain 'ClientCredentials'
        (Get-Request /ci/azure/oidctoken).method | Should -Be 'POST'
    }

    It 'without the permission gets the line to add to the workflow' {
        $without = $github.Clone(); $without.ACTIONS_ID_TOKEN_REQUEST_URL = ''
        $failure = Invoke-WithEnvironment $without { try { Import-ServiceKey $keyFile -WorkloadIdentity } catch { $_ } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AssertionUnavailable*'
        "$failure" | Should -Match 'id-token: write'
    }

    It 'outside of every CI system gets an error with the supported sources' {
        $failure = Invoke-WithEnvironment $outside { try { Import-ServiceKey $keyFile -WorkloadIdentity } catch { $_ } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AssertionUnavailable*'
        "$failure" | Should -Match 'GitHub Actions.*Azure Pipelines.*Kubernetes.*-AssertionVariable'
    }

    It 'shows the issuer and subject that the tenant must trust' {
        Invoke-WithEnvironment $azure {
            $checks = Import-ServiceKey $keyFile -WorkloadIdentity | Test-ServiceKey
            $check = $checks | Where-Object Check -EQ Assertion
            $check.Result | Should -Be 'Passed'
            $check.Message | Should -Match "issuer 'http.*/ci', subject 'repo:acme/deploy:ref:refs/heads/main', audience 'api://Azure"
            ($checks | Where-Object Check -EQ Token).Result | Should -Be 'Passed'
        }
    }

    It 'keeps working after its assertion and its token have expired: <Seconds> s' -ForEach @(
        @{ Seconds = 10; Lifetime = 2 }
    ) {
        Set-Emulator @{ assertionLifetime = $Lifetime; tokenLifetime = 3 }
        Invoke-WithEnvironment $azure {
            $key = Import-ServiceKey $keyFile -AssertionAudience "$($emulator.Address)/ias" -ClientAssertion { New-Assertion }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            while ($watch.Elapsed.TotalSeconds -lt $Seconds) {
                ($key | Get-OAuthToken -ErrorAction Stop).IsExpired | Should -BeFalse
                Start-Sleep -Milliseconds 200
            }
        }

        $issued, $requested = Get-AssertionCount
        $issued | Should -Be $requested
        $issued | Should -BeGreaterThan 3
    }

    It 'keeps working for three minutes with assertions of 20 seconds' -Tag Slow {
        Set-Emulator @{ assertionLifetime = 20; tokenLifetime = 45 }
        $log = Invoke-Job $github "`$key = Import-ServiceKey '$keyFile' -WorkloadIdentity
            `$watch = [Diagnostics.Stopwatch]::StartNew(); `$calls = 0
            while (`$watch.Elapsed.TotalSeconds -lt 180) {
                `$null = `$key | Get-OAuthToken -ErrorAction Stop; `$calls++; Start-Sleep -Milliseconds 500 }
            `"calls `$calls`""
        $log | Where-Object { $_ -match '^calls \d{2,}' } | Should -Not -BeNullOrEmpty
        $issued, $requested = Get-AssertionCount
        $issued | Should -Be $requested
        $issued | Should -BeGreaterThan 3
    }
}

Describe 'The source of an assertion' {
    BeforeEach { Reset-Emulator; Set-Emulator @{ assertionLifetime = 300; tokenLifetime = 43200 } }

    It 'can be a variable, which has precedence over the CI system' {
        Invoke-WithEnvironment ($azure + @{ SAP_ID_TOKEN = New-Assertion }) {
            $key = Import-ServiceKey $keyFile -WorkloadIdentity -AssertionVariable SAP_ID_TOKEN
            ($key | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
            $key.CredentialType | Should -Be 'client-assertion'
        }

        Get-Request /ci/azure | Should -BeNullOrEmpty
    }

    It 'can be a file' {
        $path = Join-Path $TestDrive token
        Set-Content $path (New-Assertion)
        (Import-ServiceKey $keyFile -AssertionPath $path | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
    }

    It 'can be a script, which gets the audience' {
        $script:seen = $null
        $key = Import-ServiceKey $keyFile -ClientAssertion { param($audience) $script:seen = $audience; New-Assertion }
        ($key | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
        $script:seen | Should -Be "$($emulator.Address)/ias"
        $script:seen = $null
        $null = $key | Get-OAuthToken
        $script:seen | Should -BeNullOrEmpty -Because 'the token is in the cache'
    }

    It 'can be a script that returns a SecureString, and whose assertion calls an API' {
        $key = Import-ServiceKey $keyFile -ClientAssertion { ConvertTo-SecureString (New-Assertion) -AsPlainText -Force }
        Add-Fault @{ path = '/ias/api'; status = 200; body = '{"ok":true}'; times = 1 }
        ($key | Invoke-BtpApi -Path api).ok | Should -BeTrue
    }

    It 'can be a script that fails: <Name>' -ForEach @(
        @{ Name = 'nothing'; Source = { }; Message = 'returned no assertion' }
        @{ Name = 'an exception'; Source = { throw 'the vault is sealed' }; Message = 'the vault is sealed' }
        @{ Name = 'a number'; Source = { 42 }; Message = 'returned no assertion' }
    ) {
        $failure = Get-Failure { Import-ServiceKey $keyFile -ClientAssertion $Source | Get-OAuthToken }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AssertionUnavailable*'
        "$failure" | Should -Match $Message
    }

    It 'cannot be a script of another runspace' -Tag PowerShell7 {
        $key = Import-ServiceKey $keyFile -ClientAssertion { New-Assertion }
        $failure = Get-Failure { 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; $using:key | Get-OAuthToken } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'AssertionUnavailable*'
        "$failure" | Should -Match 'runspace'
        Get-Request /ias/oauth2/token | Should -BeNullOrEmpty
    }

    It 'can be a private key in a file or a certificate' -Tag PowerShell7 {
        $own = "$($emulator.Keys)/bindings/identity-keys.json"
        $key = Import-ServiceKey $own -ClientKey "$($emulator.Keys)/bindings/identity-keys.rsa.pem" -KeyId client-rsa
        ($key | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
        $key.CredentialType | Should -Be 'private-key-jwt'
        $curve = Get-Item "$($emulator.Keys)/bindings/identity-keys.ec.pem"
        (Import-ServiceKey $own -ClientKey $curve -Name curve | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
        $rsa = [Security.Cryptography.RSA]::Create()
        $rsa.ImportFromPem((Get-Content "$($emulator.Keys)/bindings/identity-keys.rsa.pem" -Raw))
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=client', $rsa, 'SHA256',
            [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
        (Import-ServiceKey $own -ClientKey $certificate -ClientKeyAlgorithm PS256 -Name certificate | Get-OAuthToken).GrantType |
            Should -Be 'ClientCredentials'
    }

    It 'is one source: <Name>' -ForEach @(
        @{ Name = 'two credentials'; Arguments = @{ AssertionPath = 'a'; AssertionVariable = 'b' }; Id = 'ServiceKeyAmbiguous' }
        @{ Name = 'a secret beside it'; Id = 'ServiceKeyAmbiguous';
            Arguments = @{ AssertionPath = 'a'; ClientSecret = ConvertTo-SecureString x -AsPlainText -Force } }
        @{ Name = 'an audience without a source'; Arguments = @{ AssertionAudience = 'a' }; Id = 'ServiceKeyInvalid' }
        @{ Name = 'a key id without a key'; Arguments = @{ KeyId = 'a' }; Id = 'ServiceKeyInvalid' }
        @{ Name = 'a connection without a job'; Id = 'ServiceKeyInvalid';
            Arguments = @{ ServiceConnectionId = '11111111-2222-3333-4444-555555555555' } }
        @{ Name = 'a missing file of a private key'; Arguments = @{ ClientKey = './missing.pem' }; Id = 'ServiceKeyNotFound' }
    ) {
        $failure = try { Import-ServiceKey $keyFile @Arguments } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id*"
    }

    It 'completes a key without a credential only' {
        $failure = Get-Failure { Import-ServiceKey "$($emulator.Keys)/dox.json" -AssertionVariable SAP_ID_TOKEN }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous*'
    }

    It 'also completes a key of single values' {
        Invoke-WithEnvironment @{ SAP_ID_TOKEN = New-Assertion } {
            $key = Import-ServiceKey -TokenUrl "$($emulator.Address)/ias/oauth2/token" -ClientId 1a5c11e0-0003-4c1e-8a11-1de400000003 `
                -AssertionVariable SAP_ID_TOKEN
            ($key | Get-OAuthToken).GrantType | Should -Be 'ClientCredentials'
        }
    }

    It 'is never shown by a view of the key' {
        $key = Import-ServiceKey $keyFile -AssertionVariable SAP_ID_TOKEN
        Invoke-WithEnvironment @{ SAP_ID_TOKEN = 'eyJ-canary-assertion' } {
            ($key | Format-List * | Out-String) + ($key | ConvertTo-Json) | Should -Not -Match 'canary'
            Get-Failure { $key | Get-OAuthToken } | Out-String | Should -Not -Match 'canary'
        }
    }
}

Describe 'Token exchange and technical users' {
    BeforeEach { Reset-Emulator; Set-Emulator @{ assertionLifetime = 300; tokenLifetime = 43200 } }

    It 'exchanges the token of a user' {
        $user = Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        $key = Import-EmulatorKey bindings/identity
        $token = $key | Get-OAuthToken -GrantType TokenExchange -Assertion $user -RequestedTokenType access_token -Resource techDependency
        ($token | Get-TokenClaims).Email | Should -Be 'bob@example.com'
        $body = (Get-Request /ias/oauth2/token).body
        [uri]::UnescapeDataString($body) | Should -Match 'resource=urn:sap:identity:application:provider:name:techDependency'
        [uri]::UnescapeDataString($body) | Should -Match 'requested_token_type=urn:ietf:params:oauth:token-type:access_token'
    }

    It 'describes the requirements of a sign-in with a certificate' {
        $failure = Get-Failure { Import-EmulatorKey cis-central | Get-OAuthToken -UserName tech@acme.example }
        $failure.FullyQualifiedErrorId | Should -BeLike 'GrantRejected*'
        "$failure" | Should -Match '-UserCertificate, -UserName and -IdentityProvider'
        $plain = Get-Failure { Import-EmulatorKey cis-central |
            Get-OAuthToken -UserName a -UserCertificate ./a.pfx -IdentityProvider http://acme.example }
        "$plain" | Should -Match 'https'
    }
}
