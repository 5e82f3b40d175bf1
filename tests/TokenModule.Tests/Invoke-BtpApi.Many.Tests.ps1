# Many calls in one pipeline: piped paths, -ThrottleLimit.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    # A name that no other test file uses, because all files share the keys of the process.
    $dox = Import-ServiceKey (Join-Path $emulator.Keys dox.json) -Name dox-of-many
    $root = '/document-information-extraction/v1'

    # Different paths. The service returns the number of each path.
    function Get-Path([int] $Count) {
        1..$Count | ForEach-Object { "/n/$_/" }
    }

    function Set-Number([int] $Count) {
        $null = Invoke-Emulator faults Post @(1..$Count |
            ForEach-Object { @{ path = "$root/n/$_/"; body = "$_"; headers = @{ 'Content-Type' = 'application/json' } } })
    }
}

AfterAll { Stop-Emulator }

Describe 'Piped text' {
    BeforeEach {
        Reset-Emulator
        $token = Get-OAuthToken $dox
        $null = Invoke-Emulator requests Delete
    }

    It 'is a path, with <Who>' -ForEach @{ Who = 'a key'; With = { @{ ServiceKey = $dox } } },
        @{ Who = 'the name of a key'; With = { @{ ServiceKey = $dox.Name } } }, @{ Who = 'a token'; With = { @{ Token = $token } } } {
        Set-Number 3
        $with = & $With
        Get-Path 3 | Invoke-BtpApi @with | Should -Be 1, 2, 3
    }

    It 'is a path for the only key of the session' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'
            `$null = Import-ServiceKey '$($emulator.Keys)/dox.json' -WarningAction Ignore
            ('capabilities', 'clients?limit=1' | Invoke-BtpApi).Count
            'capabilities' | Invoke-BtpApi | ForEach-Object { `$_.documentTypes[0] }
"@
        $output | Should -Be 2, 'invoice'
    }

    It 'is a path even without a key, so several keys in the session are an error' {
        $null = Import-EmulatorKey ber
        (Get-Failure { 'capabilities' | Invoke-BtpApi }).FullyQualifiedErrorId | Should -BeLike 'ServiceKeyAmbiguous,*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'that is not a valid path does not affect the other items' {
        Set-Number 3
        $numbers = '/n/1/', 'https://evil.example/x', '/n/3/' |
            Invoke-BtpApi -ServiceKey $dox -ErrorVariable failed -ErrorAction SilentlyContinue
        $numbers | Should -Be 1, 3
        $failed.FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
    }

    It 'that is blank is refused: the root can be a whole collection' {
        Set-Number 3
        '/n/1/', '', $null, ' ', '/n/3/' | Invoke-BtpApi -ServiceKey $dox -Method Get -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -Be 1, 3
        $failed.Exception.Message | Select-Object -Unique | Should -BeLike 'A piped path is empty*'
        @(Get-Request /document).Count | Should -Be 2
    }

    It 'can be a number, which is a path too' {
        $null = Get-Failure { 17 | Invoke-BtpApi -ServiceKey $dox }
        (Get-Request /document).path | Should -Be "$root/17"
    }

    It 'must be a path: <_> is refused' -ForEach 'an object', 'a hashtable' {
        $thing = if ($_ -eq 'an object') { [pscustomobject]@{ Path = '/n/1/' } } else { @{ Path = '/n/1/' } }
        Get-Failure { $thing | Invoke-BtpApi -ServiceKey $dox } | Should -Not -BeNullOrEmpty
        Get-Request /document | Should -BeNullOrEmpty
    }

    It 'and keys cannot be piped together, <Order>' -ForEach @(
        @{ Order = 'a key first'; Items = { $dox, '/x' } }
        @{ Order = 'a path first'; Items = { '/x', $dox } }
    ) {
        $failures = @(Get-Failure { & $Items | Invoke-BtpApi -Method Get })
        $failures[-1].FullyQualifiedErrorId | Should -BeLike 'RequestInvalid,*'
        $failures[-1].Exception.Message | Should -BeLike 'Keys and paths were piped together. The request was not sent.*'
    }

    It 'after a key has no effect' {
        $written = @($dox, '/x' | Invoke-BtpApi -Method Post -Body '{}' -Confirm:$false 2>&1)
        $written.Exception.Message | Should -BeLike '*The request was not sent.*'
        $written.Count | Should -Be 2
        Get-Request /document | Should -BeNullOrEmpty
    }

    It 'is required with a piped key for a change: the root can be a whole collection' {
        (Get-Failure { $dox | Invoke-BtpApi -Method Delete -Confirm:$false }).Exception.Message |
            Should -BeLike '-Path is missing, and DELETE*'
        Get-Request /document | Should -BeNullOrEmpty
        $null = Get-Failure { $dox | Invoke-BtpApi / -Method Delete -Confirm:$false }
        @(Get-Request /document DELETE).Count | Should -Be 1
    }
}

Describe '-ThrottleLimit' {
    BeforeEach {
        Reset-Emulator
        $null = Get-OAuthToken $dox
        $null = Invoke-Emulator requests Delete
    }

    It 'returns the responses in the order of the input' {
        Add-Fault @{ path = "$root/n/2/"; delaySeconds = 0.3; body = '2' }
        Set-Number 20
        Get-Path 20 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 8 | Should -Be (1..20)
    }

    It 'limits the number of concurrent calls' {
        Add-Fault @{ path = "$root/n/1/"; delaySeconds = 1; body = '1' }
        Set-Number 8
        $null = Get-Path 8 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 4
        $start = @(Get-Request "$root/n/1/")[0].time
        $after = 2..8 | ForEach-Object { ([datetime] @(Get-Request "$root/n/$_/")[0].time - [datetime] $start).TotalSeconds }
        @($after | Where-Object { $_ -lt 0.9 }).Count | Should -Be 3
    }

    It 'of 1 completes each call before the next one starts' {
        Add-Fault @{ path = "$root/n/1/"; delaySeconds = 0.3; body = '1' }
        Set-Number 2
        $null = Get-Path 2 | Invoke-BtpApi -ServiceKey $dox
        $first, $second = Get-Request /document
        ([datetime] $second.time - [datetime] $first.time).TotalSeconds | Should -BeGreaterThan 0.25
    }

    It 'writes an error in the place of a failed call' {
        Add-Fault @{ path = "$root/n/3/"; status = 404; body = '{}' }
        Set-Number 6
        $all = Get-Path 6 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 4 2>&1
        $all | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $_.Exception.StatusCode } else { $_ } } | Should -Be 1, 2,
            404, 4, 5, 6
    }

    It 'reads only the items of running calls from the pipeline' {
        Set-Number 100
        $script:taken = 0
        Get-Path 100 | ForEach-Object { $script:taken++; $_ } | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 4 | Select-Object -First 1 |
            Should -Be 1
        $script:taken | Should -BeLessOrEqual 4
    }

    It 'requests one token' {
        Clear-OAuthTokenCache -Confirm:$false
        Set-Number 20
        $null = Get-Path 20 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 20
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'renews a rejected token once for all calls' {
        # The delay lets all calls start with the first token.
        $null = Invoke-Emulator faults Post @(1..4 | ForEach-Object { @{ path = "$root/n/$_/"; status = 401; delaySeconds = 1 } })
        Set-Number 8
        Get-Path 8 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 8 | Should -Be (1..8)
        @(Get-Request /uaa).Count | Should -Be 1
    }

    It 'opens no more connections than concurrent calls' {
        Set-Number 60
        $null = Get-Path 60 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 6
        @((Get-Request /document).connection | Select-Object -Unique).Count | Should -BeLessOrEqual 6
    }

    It 'delays all calls when the server requires a pause' {
        Add-Fault @{ path = "$root/n/1/"; status = 429; headers = @{ 'Retry-After' = '1' } }
        Set-Number 12
        Get-Path 12 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 2 | Should -Be (1..12)
        $log = @(Get-Request /document)
        $refused = [datetime] $log[0].time
        @($log | Where-Object { ([datetime] $_.time - $refused).TotalSeconds -lt 0.9 }).Count | Should -BeLessThan 12
    }

    It 'stops running calls with Ctrl+C and leaves no error' {
        $null = Invoke-Emulator faults Post @(1..8 | ForEach-Object { @{ path = "$root/n/$_/"; delaySeconds = 60 } })
        $script = '$key = Import-ServiceKey $args[0]; 1..8 | ForEach-Object { "/n/$_/" } | Invoke-BtpApi -ServiceKey $key -ThrottleLimit 4'
        $stopped = Stop-InFlight $script "$($emulator.Keys)/dox.json" "$root/n/4/"
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
        Get-Request "$root/n/5/" | Should -BeNullOrEmpty
    }

    It 'cancels running reads when the pipeline ends early by <Way>' -ForEach @(
        @{ Way = 'Select-Object -First'; Fault = @{ body = '1' } }
        @{ Way = '-ErrorAction Stop'; Fault = @{ status = 404; body = '{}' } }
    ) {
        Add-Fault (@{ path = "$root/n/1/" } + $Fault)
        $null = Invoke-Emulator faults Post @(2..8 | ForEach-Object { @{ path = "$root/n/$_/"; delaySeconds = 60 } })
        $watch = [Diagnostics.Stopwatch]::StartNew()
        try {
            Get-Path 8 | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 4 -ErrorAction Stop | Select-Object -First 1 | Should -Be 1
        }
        catch { $_.Exception.StatusCode | Should -Be 404 }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
        Get-Request "$root/n/5/" | Should -BeNullOrEmpty
    }

    It 'finishes changes that were sent when the pipeline ends early' {
        $cis = Import-ServiceKey "$($emulator.Keys)/cis-central.json" -Name cis-of-many
        $null = $cis | Get-OAuthToken -Credential (New-User) -OneTimeCode '1234'
        $id = ($cis | Invoke-BtpApi accounts/v1/subaccounts -Endpoint accounts -First 1).guid
        Add-Fault @{ path = "/accounts/v1/subaccounts/$id"; method = 'PATCH'; delaySeconds = 0.5 }
        Add-Fault @{ path = '/accounts/v1/none'; method = 'PATCH'; body = '1' }
        'accounts/v1/none', "accounts/v1/subaccounts/$id" |
            Invoke-BtpApi -ServiceKey $cis -Endpoint accounts -Method Patch -Body @{ displayName = 'Finished' } -ThrottleLimit 2 |
            Select-Object -First 1 | Should -Be 1
        ($cis | Invoke-BtpApi "accounts/v1/subaccounts/$id" -Endpoint accounts).displayName | Should -Be 'Finished'
    }

    It 'accepts files too, one for each path' {
        Add-Fault @{ path = "$root/n/1/"; status = 404; body = '{}' }
        Set-Number 2
        $files = Get-Path 2 |
            Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 2 -OutFile "$TestDrive/out.txt" -PassThru -ErrorAction SilentlyContinue
        $files.Name, (Get-Content "$TestDrive/out.txt") | Should -Be 'out.txt', '2'
    }

    It 'refuses <_>' -ForEach 0, 65 {
        { '/x' | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'A pipeline that ends early' {
    BeforeEach { Reset-Emulator; $dox = Import-EmulatorKey dox; $null = $dox | Get-OAuthToken }

    It 'cancels reads, and starts no new call' {
        Add-Fault @{ path = '/document-information-extraction/v1/slow'; delaySeconds = 20; times = 9 }
        $paths = @('capabilities') + 1..8 | ForEach-Object { if ($_ -is [int]) { "slow/$_" } else { $_ } }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $first = $paths | Invoke-BtpApi -ServiceKey $dox -ThrottleLimit 3 | Select-Object -First 1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $first | Should -Not -BeNullOrEmpty
        @(Get-Request /document-information-extraction).Count | Should -BeLessOrEqual 4
    }

    It 'finishes a change that was sent' {
        $key = Import-EmulatorKey cis-central
        $null = $key | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        Add-Fault @{ path = '/accounts/v1/subaccounts'; method = 'POST'; delaySeconds = 1 }
        $call = @{ ServiceKey = $key; Endpoint = 'accounts'; Method = 'Post'; ThrottleLimit = 2; ErrorAction = 'Stop';
            Body = @{ displayName = 'late'; region = 'eu10'; subdomain = 'late' } }
        try { '/accounts/v1/nowhere', '/accounts/v1/subaccounts' | Invoke-BtpApi @call } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ApiNotFound*'
        ($key | Invoke-BtpApi -Operation getSubaccounts).displayName | Should -Contain 'late'
    }
}

Describe 'A sign-in that cannot be renewed' {
    It 'is explained once, not for every call, with a -ThrottleLimit of <_>' -ForEach 1, 4 {
        Reset-Emulator
        $key = Import-EmulatorKey cis-central
        $null = $key | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        Add-Fault @{ path = '/accounts'; status = 401; times = 99 }
        Add-Fault @{ path = '/uaa'; status = 401; times = 99; body = '{"error":"invalid_token","error_description":"expired"}' }
        $failures = Get-Failure { 1..6 | ForEach-Object { "/accounts/v1/n/$_" } |
            Invoke-BtpApi -ServiceKey $key -Endpoint accounts -ThrottleLimit $_ }
        $failures.Count | Should -Be 6
        $failures.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'CredentialRequired,*'
        @($failures | Where-Object { "$_" -like '*Sign in*' }).Count | Should -Be 1
        "$($failures[0])" | Should -BeLike '*Sign in*'
        @(Get-Request /uaa POST).Count | Should -BeLessOrEqual 2
    }
}
