BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
}

AfterAll { Stop-Emulator }

Describe 'Values of a request' {
    BeforeAll {
        $dox = Import-EmulatorKey dox
        class TestPerson { [string] $Name = 'Ann'; [int] $Age = 3 }
        function Get-Body($Body) {
            ($dox | Invoke-BtpApi -Path x -Method Post -Body $Body -AsCurl) -replace "^.*--data-raw '" -replace "'$"
        }
    }

    It 'are arrays and objects: <Name>' -ForEach @(
        @{ Name = 'a set'; Value = { , [Collections.Generic.HashSet[string]] @('a', 'b') }; Json = '["a","b"]' }
        @{ Name = 'a queue'; Value = { @{ q = [Collections.Generic.Queue[int]] @(1, 2) } }; Json = '{"q":[1,2]}' }
        @{ Name = 'an instance of a class'; Value = { [TestPerson]::new() }; Json = '{"Name":"Ann","Age":3}' }
        @{ Name = 'a list of instances'; Value = { @{ p = @([TestPerson]::new()) } }; Json = '{"p":[{"Name":"Ann","Age":3}]}' }
    ) {
        Get-Body (& $Value) | Should -Be $Json
    }

    It 'are refused with their path when they are time spans' {
        $failure = Get-Failure { Get-Body @{ a = @(1, @{ t = [timespan]::FromSeconds(5) }) } }
        "$failure" | Should -BeLike "*TimeSpan at 'a``[1``].t'*.TotalSeconds*"
    }

    It 'are times in UTC with their fraction, local without a time zone, in the body as in the query' {
        $time = [datetime]::new(2026, 1, 2, 3, 4, 5).AddMilliseconds(678)
        $expected = $time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")
        Get-Body @{ t = $time } | Should -Be "{`"t`":`"$expected`"}"
        [uri]::UnescapeDataString(($dox | Invoke-BtpApi -Path x -Query @{ t = $time } -AsCurl)) | Should -BeLike "*t=$expected*"
    }

    It 'are milliseconds for the events service: <Value>' -ForEach @(
        @{ Value = [datetime]::new(2026, 1, 2, 0, 0, 0, [DateTimeKind]::Utc) }
        @{ Value = '2026-01-02T00:00:00Z' }
        @{ Value = 1767312000000 }
    ) {
        $dox | Invoke-BtpApi -Path x -Query @{ fromActionTime = $Value } -AsCurl | Should -BeLike '*fromActionTime=1767312000000*'
    }
}

Describe 'Invoke-BtpApi' {
    BeforeEach {
        Reset-Emulator
        $dox, $local = 'dox', 'cis-local' | ForEach-Object { Import-EmulatorKey $_ }
        $central = Import-EmulatorKey cis-central
        $token = $central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $null = Invoke-Emulator requests Delete
    }

    It 'calls an endpoint by its <Kind> name' -ForEach @{ Kind = 'short'; Name = 'accounts' },
        @{ Kind = 'full'; Name = 'accounts_service_url' } {
        $subaccounts = $central | Invoke-BtpApi -Endpoint $Name -Path /accounts/v1/subaccounts
        $subaccounts.displayName | Should -Contain 'dev'
    }

    It 'calls with a token instead of a key' {
        ($token | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/globalAccount).guid | Should -Not -BeNullOrEmpty
    }

    It 'finds the base path of an AI service' {
        ($dox | Invoke-BtpApi -Path capabilities).documentTypes | Should -Contain 'invoice'
        (Get-Request /document).path | Should -Be '/document-information-extraction/v1/capabilities'
    }

    It 'creates, reads, changes and deletes' {
        $body = @{ displayName = 'new ü'; region = 'eu10'; subdomain = 'new-one' }
        $created = $central | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts -Method Post -Body $body
        $created.displayName, $created.state | Should -Be 'new ü', 'CREATING'
        $path = "/accounts/v1/subaccounts/$($created.guid)"
        while (($central | Invoke-BtpApi -Endpoint accounts -Path $path).state -ne 'OK') { }
        ($central |
            Invoke-BtpApi -Endpoint accounts -Path $path -Method Patch -Body '{"displayName":"new","description":"changed"}').description |
            Should -Be 'changed'
        $central | Invoke-BtpApi -Endpoint accounts -Path $path -Method Delete | Should -Not -BeNullOrEmpty
        while ($central | Invoke-BtpApi -Endpoint accounts -Path $path -ErrorAction SilentlyContinue -ErrorVariable gone) { }
        $gone.FullyQualifiedErrorId | Should -BeLike 'ApiNotFound,*'
    }

    It 'puts' {
        $body = @{ subaccountServicePlans = @(@{ serviceName = 'cis'; servicePlanName = 'local';
            assignmentInfo = @(@{ subaccountGUID = $central.SubaccountId; enable = $true }) }) }
        $null = $central | Invoke-BtpApi -Endpoint entitlements -Path /entitlements/v1/subaccountServicePlans -Method Put -Body $body `
            -ErrorAction SilentlyContinue
        (Get-Request /entitlements PUT).body | Should -Match '"enable":true'
    }

    It 'writes <What> as JSON' -ForEach @(
        @{ What = 'a hashtable'; Body = [ordered]@{ a = 1; b = 'x'; c = $null; d = $true; e = @(1); f = @{} };
            Json = '{"a":1,"b":"x","c":null,"d":true,"e":[1],"f":{}}' }
        @{ What = 'a custom object'; Body = [pscustomobject]@{ a = [pscustomobject]@{ b = 1.5 } }; Json = '{"a":{"b":1.5}}' }
        @{ What = 'a list of one'; Body = @(@{ a = 1 }); Json = '[{"a":1}]' }
        @{ What = 'an empty list'; Body = @(); Json = '[]' }
        @{ What = 'what the pipeline gave';
            Body = @{ date = [datetime]::new(2026, 11, 20, 0, 0, 0, [DateTimeKind]::Utc); kind = [DayOfWeek]::Friday };
            Json = '*"2026-11-20T00:00:00Z"*' }
    ) {
        $null = $dox | Invoke-BtpApi -Path clients -Method Post -Body $Body -ErrorAction SilentlyContinue
        (Get-Request /document POST).body | Should -BeLike $Json.Replace('[', '`[')
    }

    It 'refuses <What> as a body, and sends no request' -ForEach @{ What = 'a live object'; Body = (Get-Process -Id $PID) },
        @{ What = 'a file'; Body = @{ file = (Get-Item $PSCommandPath) } } {
        (Get-Failure { $dox | Invoke-BtpApi -Path clients -Method Post -Body $Body }).Exception.Message | Should -BeLike '*Select-Object*'
        Get-Request /document | Should -BeNullOrEmpty
    }

    It 'formats a query in the form that the services expect' {
        $time = [datetime]::new(2026, 11, 20, 12, 0, 0, [DateTimeKind]::Utc)
        $null = $dox | Invoke-BtpApi -Path clients -Query (
            [ordered]@{ limit = 3; offset = 0; flag = $true; list = 'a', 'b&c'; from = $time; none = $null })
        (Get-Request /document).query | Should -Be 'limit=3&offset=0&flag=true&list=a&list=b%26c&from=2026-11-20T12%3A00%3A00Z'
    }

    It 'sends the specified headers, and refuses headers that the command sets' {
        $null = $dox | Invoke-BtpApi -Path capabilities -Headers @{ 'X-CorrelationID' = 'mine' }
        (Get-Request /document).headers.'X-CorrelationID' | Should -Be 'mine'
        { $dox | Invoke-BtpApi -Path capabilities -Headers @{ Authorization = 'x' } } | Should -Throw '*Authorization*'
        { $dox | Invoke-BtpApi -Path capabilities -Headers @{ X = "a`r`nB: c" } } | Should -Throw '*not printable ASCII*'
    }

    It 'refuses a line end in any item of a header' {
        { $dox | Invoke-BtpApi -Path capabilities -Headers @{ X = 'ok', "a`r`nB: c" } } | Should -Throw '*not printable ASCII*'
        { $dox | Invoke-BtpApi -Path capabilities -Headers @{ 'Content-Length' = '9' } } | Should -Throw '*Remove it*'
    }

    It 'sends the Accept header of the caller' {
        $null = $dox | Invoke-BtpApi -Path capabilities -Headers @{ Accept = 'application/xml' }
        (Get-Request /document).headers.Accept | Should -Be 'application/xml'
    }

    It 'refuses a query that contains an object, and a body that contains an invalid number' {
        (Get-Failure { $dox | Invoke-BtpApi -Path clients -Query @{ a = @{ b = 1 } } }).Exception.Message |
            Should -BeLike "The value of 'a' is an object*"
        (Get-Failure { $dox | Invoke-BtpApi -Path clients -Method Post -Body @{ n = [double]::NaN } }).Exception.Message |
            Should -BeLike '*NaN*'
        Get-Request /document | Should -BeNullOrEmpty
    }

    It 'reads a response of <Body>' -ForEach @(
        @{ Body = '{"":1,"psobject":2,"a":3,"A":4}'; Names = '_', 'psobject_', 'a', 'A_3' }
        @{ Body = "$([char] 0xFEFF){""a"":1}"; Names = @('a') }
    ) {
        Add-Fault @{ method = 'GET'; body = $Body; headers = @{ 'Content-Type' = 'application/json' } }
        ($dox | Invoke-BtpApi -Path capabilities).psobject.Properties.Name | Should -Be $Names
    }

    It 'reports a damaged response: <_>' -ForEach '{"a":1', '{"a":"\ud800"}' {
        Add-Fault @{ method = 'GET'; body = $_; headers = @{ 'Content-Type' = 'application/json' } }
        (Get-Failure { $dox | Invoke-BtpApi -Path capabilities }).FullyQualifiedErrorId | Should -BeLike 'ApiError,*'
    }

    It 'prints a correlation id only if it is valid' {
        Add-Fault @{ method = 'GET'; status = 400; headers = @{ 'X-CorrelationID' = 'eyJhbGciOiJSUzI1NiJ9.eyJ4IjoxfQ.AAAA' } }
        (Get-Failure { $dox | Invoke-BtpApi -Path capabilities }).Exception.Message | Should -Not -Match 'eyJ'
    }

    It 'calls the root of the service without a path' {
        Get-Failure { $dox | Invoke-BtpApi -Path $null } | Should -Not -BeNullOrEmpty
        (Get-Request /document).path | Should -Be '/document-information-extraction/v1/'
    }

    It 'does not convert dates' {
        $event = $central | Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -Query @{ pageSize = 1 }
        $event.events | Should -HaveCount 1
        $dox | Invoke-BtpApi -Path capabilities | ConvertTo-Json -Depth 9 | Should -Not -Match 'DateTime'
    }

    It 'returns a response that is not JSON as text' {
        Import-EmulatorKey pr | Invoke-BtpApi -Path /doc | Should -BeLike '<!DOCTYPE html>*'
    }

    It 'replaces a rejected token once, and sends the call once more' {
        Add-Fault @{ method = 'GET'; status = 401 }
        ($dox | Invoke-BtpApi -Path capabilities).documentTypes | Should -Contain 'invoice'
        @(Get-Request / GET).Count, @(Get-Request /uaa POST).Count | Should -Be 2, 2
    }

    It 'turns an error of SAP into an error record with code and correlation id' {
        $failure = Get-Failure { $central |
            Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts/nothing -Headers @{ 'X-CorrelationID' = 'corr-1' } }
        $failure.FullyQualifiedErrorId | Should -Be 'ApiNotFound,TokenModule.Cmdlets.InvokeBtpApiCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.Exception.StatusCode, $failure.Exception.CorrelationId | Should -Be 404, 'corr-1'
        $failure.Exception.Code | Should -Not -BeNullOrEmpty
        $failure.Exception.Message | Should -BeLike '*corr-1*'
    }

    It 'lists the scopes of a token that does not permit the call' {
        $failure = Get-Failure { Import-EmulatorKey saas-registry | Invoke-BtpApi -Path /saas-manager/v1/applications }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ApiForbidden,*'
        $failure.Exception.Message | Should -BeLike '*subscription.read*'
    }

    It 'sends no token to <Where>' -ForEach @(
        @{ Where = 'another host'; Do = { $dox | Invoke-BtpApi -Uri https://evil.example/x } }
        @{ Where = 'another port'; Do = { $dox | Invoke-BtpApi -Uri http://127.0.0.1:1/x } }
        @{ Where = 'a host in the path'; Do = { $dox | Invoke-BtpApi -Path //evil.example/x } }
        @{ Where = 'an address as path'; Do = { $dox | Invoke-BtpApi -Path https://evil.example/x } }
    ) {
        (Get-Failure $Do).FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'calls a complete address at an origin of the key' {
        ($dox | Invoke-BtpApi -Uri "$($dox.Endpoints.url)capabilities").documentTypes | Should -Contain 'invoice'
    }

    It 'follows no redirect' {
        Add-Fault @{ method = 'GET'; status = 307; headers = @{ Location = 'https://evil.example/' } }
        (Get-Failure { $dox | Invoke-BtpApi -Path capabilities }).FullyQualifiedErrorId | Should -BeLike 'RedirectRefused,*'
    }

    It 'lists the endpoints of the key for an unknown endpoint' {
        (Get-Failure { $central | Invoke-BtpApi -Endpoint acounts -Path /x }).Exception.Message |
            Should -BeLike "*no endpoint 'acounts'*accounts*"
    }

    It 'completes the endpoints of a key' {
        (TabExpansion2 '$central | Out-Null; Invoke-BtpApi -ServiceKey $central -Endpoint acc').CompletionMatches.CompletionText |
            Should -Be 'account_context', 'accounts'
        $global:piped = $central
        (TabExpansion2 '$piped | Invoke-BtpApi -Endpoint acc').CompletionMatches.CompletionText | Should -Be 'account_context', 'accounts'
        (TabExpansion2 'Import-ServiceKey x.json | Invoke-BtpApi -Endpoint prov').CompletionMatches.CompletionText |
            Should -Be 'provisioning'
        Remove-Variable piped -Scope Global
    }

    It 'sends no request with -WhatIf: <Method>' -ForEach @{ Method = 'Post' }, @{ Method = 'Put' }, @{ Method = 'Patch' },
        @{ Method = 'Delete' } {
        Clear-OAuthTokenCache
        $local | Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/environments -Method $Method -WhatIf
        Get-Request | Should -BeNullOrEmpty
    }

    It 'stops within a second and leaves no error' {
        Add-Fault @{ method = 'GET'; delaySeconds = 60 }
        $stopped = Stop-InFlight 'Import-ServiceKey -LiteralPath $args[0] | Invoke-BtpApi -Path capabilities' (
            Join-Path $emulator.Keys 'dox.json')
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
    }

    It 'shows each request on the verbose stream' {
        $verbose = $dox | Invoke-BtpApi -Path capabilities -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$verbose" | Should -Match 'POST .*/oauth/token returned 200 OK in \d+ ms.*GET .*/capabilities returned 200 OK'
    }
}
