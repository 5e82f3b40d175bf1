# From a key to its API in one pipeline, for every system, and the errors on this path.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
}

AfterAll { Stop-Emulator }

Describe 'The key of <File>' -ForEach @(
    @{ File = 'ber'; Call = @{ Path = 'models' }; Expect = { $response.data.models.modelName -contains 'sap_invoice_header' } }
    @{ File = 'dox'; Call = @{ Path = 'clients'; Query = @{ limit = 2 } }; Expect = { ($response.clientId -join ' ') -eq 'default c_01' } }
    @{ File = 'pr';
        Call = @{ Path = '/standard/rs/v1/tenants/t/recommendations/next-items'; Method = 'Post'; Body = @{ items_ls = @('1'); k = 2 } };
        Expect = { ($response.recommendations -join ' ') -eq '1007 1014' } }
    @{ File = 'cis-central'; Call = @{ Endpoint = 'accounts'; Path = '/accounts/v1/subaccounts' };
        Expect = { $response.displayName -contains 'trial' } }
    @{ File = 'cis-local'; Call = @{ Endpoint = 'provisioning'; Path = '/provisioning/v1/environments' };
        Expect = { $response.name -contains 'emulator-org' } }
    @{ File = 'saas-registry'; Call = @{ Path = '/saas-manager/v1/application/subscriptions'; Query = @{ size = 3; page = 2 } };
        Expect = { $response.subscriptions[0].subdomain -eq 'consumer-4' } }
    @{ File = 'ciam'; Call = @{ Path = '/ciam-provisioning/v1/applications' }; Expect = { ($response.id -join ' ') -eq 'app-0001 app-0002' } }
) {
    BeforeAll {
        Reset-Emulator
        $key = Import-EmulatorKey $File
        $user = if ($File -eq 'cis-central') { @{ Credential = New-User; OneTimeCode = $code } } else { @{} }
    }

    It 'becomes a token and its claims in one pipeline' {
        ($key | Get-OAuthToken @user | Get-TokenClaims).ClientId | Should -Be $key.ClientId
    }

    It 'calls its API' {
        $response = $key | Invoke-BtpApi @Call
        & $Expect | Should -BeTrue
    }

    It 'requires one token for both' {
        @(Get-Request / POST | Where-Object { $_.body -match 'grant_type' }).Count | Should -Be 1
    }
}

Describe 'The key file of CIAM' {
    It 'sends the grant type with the spelling of the file: <_>' -ForEach 'client_credential', 'client_credentials' {
        Reset-Emulator
        $file = Get-Content (Join-Path $emulator.Keys 'ciam.json') -Raw | ConvertFrom-Json
        $null = $file | Add-Member grant_type $_ -PassThru | ConvertTo-Json | Import-ServiceKey | Get-OAuthToken
        ((Get-Request /ciam-mfa).body | ConvertFrom-Json).grant_type | Should -Be $_
    }
}

Describe 'A sign-in with a one-time code' {
    BeforeEach {
        Reset-Emulator
        $key = Import-EmulatorKey cis-central
    }

    It 'is renewed without the password' {
        $null = $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $null = $key | Get-OAuthToken -ForceRefresh
        $renewal = @(Get-Request /uaa)[1].body
        $renewal | Should -Match 'grant_type=refresh_token'
        $renewal | Should -Not -Match 'password='
    }

    It 'is sent once, even if the server requests a retry' {
        Add-Fault @{ path = '/uaa'; status = 503; headers = @{ 'Retry-After' = '0' } }
        $failure = Get-Failure { $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'is not used for another user' {
        $null = $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        ($key | Get-OAuthToken -Credential (New-User bob@example.com Efgh) | Get-TokenClaims).UserName | Should -Be 'bob@example.com'
    }

    It 'is not used for a wrong password' {
        $null = $key | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        (Get-Failure { $key | Get-OAuthToken -Credential (New-User -Password wrong) -OneTimeCode $code }).FullyQualifiedErrorId |
            Should -BeLike 'ClientRejected,*'
    }
}

Describe 'A change' {
    BeforeAll { $null = Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code }
    BeforeEach { $central = Import-EmulatorKey cis-central }

    It 'by PUT reaches the service and appears in its list' {
        $guid = @($central | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts)[0].guid
        $plan = @{ serviceName = 'document-information-extraction'; servicePlanName = 'standard';
            assignmentInfo = @(@{ subaccountGUID = $guid; enable = $true }) }
        $central | Invoke-BtpApi -Endpoint entitlements -Path /entitlements/v1/subaccountServicePlans -Method Put -Body @{
            subaccountServicePlans = @($plan) }
        $listed = $central | Invoke-BtpApi -Endpoint entitlements -Path /entitlements/v1/assignments -Query @{ subaccountGUID = $guid }
        $listed.assignedServices.name | Should -Contain 'document-information-extraction'
    }

    It 'by POST is not sent again after an error with an unknown outcome' {
        $null = Invoke-Emulator requests Delete
        Add-Fault @{ path = '/accounts'; status = 500 }
        $null = Get-Failure { $central | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts -Method Post -Body @{} }
        @(Get-Request /accounts).Count | Should -Be 1
    }
}

Describe 'A failing API' {
    BeforeEach {
        Reset-Emulator
        $pr = Import-EmulatorKey pr
    }

    It 'responds <Status> <Body>, and <Id> contains "<Message>"' -ForEach @(
        @{ Status = 409; Body = '{"error":{"code":30004,"message":"Locked","target":"/x","correlationID":"c-7"}}'; Id = 'ApiError';
            Message = 'code 30004: Locked*c-7' }
        @{ Status = 400; Body = '{"code":"E93","message":"Required parameters not provided."}'; Id = 'ApiError';
            Message = 'code E93: Required parameters not provided*' }
        @{ Status = 403; Body = '{"error":"insufficient_scope","error_description":"Not yours"}'; Id = 'ApiForbidden'; Message = 'Not yours*' }
        @{ Status = 400; Body = '<html>no</html>'; Id = 'ApiError'; Message = '400 Bad Request.*' }
        @{ Status = 500; Body = '<html>no</html>'; Id = 'ServerError'; Message = '500 Internal Server Error*' }
    ) {
        Add-Fault @{ path = '/doc'; status = $Status; body = $Body }
        $failure = Get-Failure { $pr | Invoke-BtpApi doc -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.InvokeBtpApiCommand"
        $failure.Exception.Message | Should -BeLike "*$Message*"
    }

    It 'reports a reason that is only in a header' {
        Add-Fault @{ path = '/doc'; status = 403;
            headers = @{ 'WWW-Authenticate' = 'Bearer error="insufficient_scope", error_description="Scope x is needed"' } }
        (Get-Failure { $pr | Invoke-BtpApi doc }).Exception.Message | Should -BeLike '*Scope x is needed*'
    }

    It 'is requested again, and the third request succeeds' {
        Add-Fault @{ path = '/doc'; times = 2; status = 503; headers = @{ 'Retry-After' = '0' } }
        $pr | Invoke-BtpApi doc | Should -Not -BeNullOrEmpty
        @(Get-Request /doc).Count | Should -Be 3
    }

    It 'that throttles for a day is an error, and the message states the end' {
        Add-Fault @{ path = '/doc'; status = 429; headers = @{ 'Retry-After' = '86400' } }
        $failure = Get-Failure { $pr | Invoke-BtpApi doc }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Throttled,*'
        ($failure.Exception.RetryAt - [DateTimeOffset]::Now).TotalHours | Should -BeGreaterThan 23.9
        $failure.Exception.Message | Should -Match 'permitted at \d{4}-\d\d-\d\d '
    }

    It 'that rejects the new token too receives no third request' {
        Add-Fault @{ path = '/doc'; times = 9; status = 401 }
        (Get-Failure { $pr | Invoke-BtpApi doc }).FullyQualifiedErrorId | Should -BeLike 'ApiUnauthorized,*'
        @(Get-Request /doc).Count | Should -Be 2
    }

    It 'that returns 403 receives no second request' {
        Add-Fault @{ path = '/doc'; times = 9; status = 403 }
        $null = Get-Failure { $pr | Invoke-BtpApi doc }
        @(Get-Request).Count | Should -Be 2
    }
}

Describe 'A redirect at <Where>' -ForEach @{ Where = 'the token endpoint'; From = '/uaa' }, @{ Where = 'the API'; From = '/doc' } {
    BeforeAll {
        Reset-Emulator
        Add-Fault @{ path = $From; status = 307; headers = @{ Location = "$($emulator.Address)/elsewhere" } }
        $failure = Get-Failure { Import-EmulatorKey pr | Invoke-BtpApi doc }
    }

    It 'is refused' { $failure.FullyQualifiedErrorId | Should -Be 'RedirectRefused,TokenModule.Cmdlets.InvokeBtpApiCommand' }

    It 'is not followed, even to the same host' { Get-Request /elsewhere | Should -BeNullOrEmpty }
}

Describe 'A token passed on' {
    It 'is sent to no other origin: <_>' -ForEach 'https://evil.example/x', 'http://127.0.0.1:1/x', 'https://127.0.0.1@evil.example/x',
        'http://localhost/x' {
        $token = Import-EmulatorKey dox | Get-OAuthToken
        Reset-Emulator
        (Get-Failure { $token | Invoke-BtpApi -Uri $_ }).FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
        Get-Request | Should -BeNullOrEmpty
    }
}

Describe 'Ctrl+C' {
    BeforeEach { Reset-Emulator }

    It 'ends <What> within a second and leaves no error' -ForEach @(
        @{ What = 'a stalled token endpoint'; Path = '/uaa'; Fault = @{ delaySeconds = 60 } }
        @{ What = 'a stalled API'; Path = '/document'; Fault = @{ delaySeconds = 60 } }
        @{ What = 'an answer that trickles in'; Path = '/document';
            Fault = @{ body = '{"a":"bcdefghijklmnopqrstuvwxyz"}'; bytesPerSecond = 0.5 } }
        @{ What = 'the wait before asking again'; Path = '/document'; Fault = @{ status = 503; headers = @{ 'Retry-After' = '60' } } }
    ) {
        Add-Fault ($Fault + @{ path = $Path })
        $stopped = Stop-InFlight 'Import-ServiceKey -LiteralPath $args[0] | Invoke-BtpApi capabilities' (
            Join-Path $emulator.Keys 'dox.json') $Path
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
    }

    It 'keeps the token of the canceled call in the cache' {
        Add-Fault @{ path = '/document'; delaySeconds = 60 }
        $null = Stop-InFlight 'Import-ServiceKey -LiteralPath $args[0] | Invoke-BtpApi capabilities' (
            Join-Path $emulator.Keys 'dox.json') /document
        $null = Import-EmulatorKey dox | Invoke-BtpApi capabilities
        @(Get-Request /uaa).Count | Should -Be 1
    }
}

Describe 'Callers in parallel' {
    It 'share one token for all their calls of an API' -Skip:($PSEdition -ne 'Core') {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
        $names = 1..50 | ForEach-Object -ThrottleLimit 50 -Parallel {
            Import-Module $using:modulePath
            ($using:dox | Invoke-BtpApi clients -Query @{ limit = 1 }).clientId
        }
        $names.Count, @(Get-Request /document).Count, @(Get-Request /uaa).Count | Should -Be 50, 50, 1
    }

    It 'never get the token of another client' -Skip:($PSEdition -ne 'Core') {
        Reset-Emulator
        $keys = 'ber', 'dox', 'pr', 'cis-local' | ForEach-Object { Import-EmulatorKey $_ }
        $crossed = 1..100 | ForEach-Object -ThrottleLimit 50 -Parallel {
            Import-Module $using:modulePath
            $key = ($using:keys)[$_ % 4]
            if (($key | Get-OAuthToken | Get-TokenClaims).ClientId -ne $key.ClientId) { $_ }
        }
        $crossed | Should -BeNullOrEmpty
        @(Get-Request /uaa).Count | Should -Be 4
    }
}

Describe 'Completion' {
    It 'of -Endpoint sends no request' {
        Reset-Emulator
        $key = Import-EmulatorKey cis-local
        (TabExpansion2 'Invoke-BtpApi -ServiceKey $key -Endpoint pro').CompletionMatches.CompletionText | Should -Be 'provisioning'
        Get-Request | Should -BeNullOrEmpty
    }
}
