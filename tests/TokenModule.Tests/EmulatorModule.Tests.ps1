# Tests the module TokenModule.Emulator, with which users test their scripts.
BeforeDiscovery {
    $commands = 'Add-BtpEmulatorFault', 'Get-BtpEmulatorRequest', 'Reset-BtpEmulator', 'Start-BtpEmulator', 'Stop-BtpEmulator'
}

BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/EmulatorModule.ps1
    $module = Expand-EmulatorModule
    Import-Module $module
    $btp = Start-BtpEmulator

    # Sends a request without a token. The status comes from the fault, or is 401.
    function Send([string] $Path, [string] $Method = 'Get') {
        $request = New-Object Net.Http.HttpRequestMessage ([Net.Http.HttpMethod] $Method), "$($btp.Address)$Path"
        $client.SendAsync($request).GetAwaiter().GetResult()
    }

    # Does what Reset-BtpEmulator does for faults and requests, in less time.
    function Clear-Record { 'faults', 'requests' | ForEach-Object { $null = $client.DeleteAsync("$($btp.Address)/_emulator/$_").Result } }

    function Get-Status([string] $Path, [string] $Method = 'Get') { [int] (Send $Path $Method).StatusCode }

    Add-Type -AssemblyName System.Net.Http
    $client = New-Object Net.Http.HttpClient
    $onUnix = [IO.Path]::DirectorySeparatorChar -eq '/'
}

AfterAll {
    $client.Dispose()
    Stop-BtpEmulator
    Remove-Module TokenModule.Emulator
    Clear-OAuthTokenCache -Confirm:$false
}

Describe 'Start-BtpEmulator' {
    It 'returns the addresses, the folder of the keys and the process' {
        $btp.psobject.TypeNames[0] | Should -Be TokenModule.Emulator
        $btp.Address | Should -Match '^http://127\.0\.0\.1:\d+$'
        $btp.TlsAddress | Should -Match '^https://localhost:\d+$'
        $btp.CertificateAuthority | Should -Be (Join-Path $btp.Keys certificate-authority.pem)
        Get-Content $btp.CertificateAuthority | Select-Object -First 1 | Should -Be '-----BEGIN CERTIFICATE-----'
        (Get-Process -Id $btp.ProcessId).HasExited | Should -BeFalse
    }

    It 'provides keys that work' {
        $key = Import-ServiceKey (Join-Path $btp.Keys cis-local.json)
        ($key | Invoke-BtpApi -Operation getEnvironmentInstances).name | Should -Be emulator-org
    }

    It 'does not replace a file that no emulator wrote' {
        $folder = New-Item (Join-Path $TestDrive real) -ItemType Directory
        Set-Content (Join-Path $folder cis-central.json) 'a real key'
        { Start-BtpEmulator $folder } | Should -Throw '*contains files that no emulator wrote*' -ErrorId 'KeyFolderInvalid,Start-BtpEmulator'
        Get-ChildItem $folder | Get-Content | Should -Be 'a real key'
    }

    It 'does not replace a key of another origin beside a certificate with the name of its own: <_>' -ForEach @(
        'cis-local.json', 'bindings/xsuaa.json'
    ) {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Set-Content (Join-Path $folder certificate-authority.pem) 'a certificate'
        $real = New-Item (Join-Path $folder $_) -Value '{"url":"https://sub.authentication.eu10.hana.ondemand.com"}' -Force
        { Start-BtpEmulator $folder } | Should -Throw '*contains files that no emulator wrote*'
        Get-Content $real | Should -BeLike '*hana.ondemand.com*'
    }

    It 'rejects <_> as the folder' -ForEach 'Env:', 'TestDrive:/file.txt' {
        Set-Content TestDrive:/file.txt text
        { Start-BtpEmulator -Path $_ } | Should -Throw "'$_' is not a folder.*"
    }

    It 'reports a port that is in use' {
        { Start-BtpEmulator -Port ([uri] $btp.Address).Port } | Should -Throw "*$($btp.Address): address already in use*"
    }

    It 'says what to install without dotnet' {
        $path, $root = $env:PATH, $env:DOTNET_ROOT
        $env:PATH = $env:DOTNET_ROOT = "$TestDrive"
        try { { Start-BtpEmulator } | Should -Throw '*needs the ASP.NET Core Runtime 10.0*dotnet.microsoft.com*' -ErrorId 'RuntimeMissing,*' }
        finally { $env:PATH, $env:DOTNET_ROOT = $path, $root }
    }

    It 'says what to install without the ASP.NET Core runtime' {
        if (-not $onUnix) { Set-ItResult -Skipped -Because 'the false dotnet is a shell script'; return }
        $path = $env:PATH
        $folder = New-Item (Join-Path $TestDrive bin) -ItemType Directory
        # dotnet ends with this exit code when a runtime is missing.
        Set-Content (Join-Path $folder dotnet) "#!/bin/sh`necho 'You must install or update .NET' >&2; exit 150"
        chmod +x (Join-Path $folder dotnet)
        $env:PATH = "${folder}:$path"
        try { { Start-BtpEmulator } | Should -Throw '*ASP.NET Core Runtime 10.0*no matching version*' -ErrorId 'RuntimeMissing,*' }
        finally { $env:PATH = $path }
    }

    It 'starts nothing with -WhatIf' {
        Start-BtpEmulator (Join-Path $TestDrive never) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive never | Should -Not -Exist
    }

    It 'rejects the fault <Fault.Keys> and leaves no process' -ForEach @(
        @{ Fault = @{ Stauts = 500 }; Message = "*no member 'Stauts'. Did you mean 'Status'?" }
        @{ Fault = @{ Retry = 5 }; Message = "*no member 'Retry'. The members are Abort, Body, DelaySeconds, Header, Method, Path, Query,*" }
        @{ Fault = @{ Emulator = 5 }; Message = "*no member 'Emulator'.*" }
        @{ Fault = @{ Status = 9000 }; Message = '*maximum allowed range of 599*' }
    ) {
        $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $listener.Start()
        $free = $listener.LocalEndpoint.Port
        $listener.Stop()
        { Start-BtpEmulator -Port $free -Fault $Fault } | Should -Throw $Message
        { $client.GetAsync("http://127.0.0.1:$free/").GetAwaiter().GetResult() } | Should -Throw
    }

    It 'continues after Ctrl+C, which a terminal sends to every process of the session' {
        if (-not $onUnix) { Set-ItResult -Skipped -Because 'a signal can be sent to one process only on Unix'; return }
        sh -c "kill -INT $($btp.ProcessId)"
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'ends with the process that started it, even after a crash' {
        $address, $keys = Invoke-FreshPowerShell "Import-Module '$module'; `$btp = Start-BtpEmulator; `$btp.Address; `$btp.Keys
            Stop-Process -Id `$PID -Force"
        $keys | Should -Not -BeNullOrEmpty
        # It deletes its keys last.
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while ((Test-Path $keys) -and $patience.Elapsed.TotalSeconds -lt 10) { $null = [Threading.Thread]::Yield() }
        $keys | Should -Not -Exist
        { $client.GetAsync($address).GetAwaiter().GetResult() } | Should -Throw
    }
}

Describe 'Add-BtpEmulatorFault' {
    BeforeEach { Clear-Record }

    It 'applies to the given number of requests' {
        Add-BtpEmulatorFault /accounts/v1/subaccounts -Status 429 -RetryAfter 7 -Header @{ 'X-Test' = 'a' } -Times 2
        $first = Send /accounts/v1/subaccounts
        [int] $first.StatusCode | Should -Be 429
        $first.Headers.RetryAfter.Delta.TotalSeconds | Should -Be 7
        $first.Headers.GetValues('X-Test') | Should -Be a
        Get-Status /accounts/v1/subaccounts | Should -Be 429
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'with the path <Pattern> matches <Matching> and not <Other>' -ForEach @(
        @{ Pattern = '/accounts/v1/subaccounts'; Matching = '/accounts/v1/subaccounts?a=b'; Other = '/accounts/v1/subaccounts/1' }
        @{ Pattern = '/accounts/*'; Matching = '/accounts/v1/subaccounts'; Other = '/entitlements/v1/assignments' }
        @{ Pattern = '*/oauth/token'; Matching = '/uaa/emulator/oauth/token'; Other = '/accounts/v1/subaccounts' }
        @{ Pattern = '/accounts/v1/*/1'; Matching = '/accounts/v1/subaccounts/1'; Other = '/accounts/v1/subaccounts/2' }
    ) {
        Add-BtpEmulatorFault $Pattern -Status 418
        Get-Status $Other | Should -Not -Be 418
        Get-Status $Matching | Should -Be 418
    }

    It 'applies only to the given method and query' {
        Add-BtpEmulatorFault -Method DELETE -Query pageNum=2 -Status 418
        Get-Status /accounts/v1/subaccounts?pageNum=2 | Should -Be 401
        Get-Status /accounts/v1/subaccounts Delete | Should -Not -Be 418
        Get-Status '/accounts/v1/subaccounts?a=b&pageNum=2' Delete | Should -Be 418
    }

    It 'sends an object as JSON, and a text unchanged' {
        Add-BtpEmulatorFault -Status 409 -Body @{ error = @{ items = @(1) } }
        Add-BtpEmulatorFault -Body '<html>'
        (Send /x).Content.ReadAsStringAsync().Result | Should -Be '{"error":{"items":[1]}}'
        $second = Send /x
        $second.Content.ReadAsStringAsync().Result | Should -Be '<html>'
        [int] $second.StatusCode | Should -Be 200
    }

    It 'breaks the connection, or the response' {
        # .NET Framework sends a request again when its connection was closed.
        Add-BtpEmulatorFault -Abort -Times 9
        { Send /x } | Should -Throw
        Clear-Record
        Add-BtpEmulatorFault -Body 'too long' -Truncate -Times 9
        { Send /x } | Should -Throw
        Clear-Record
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'delays the usual response' {
        Add-BtpEmulatorFault -DelaySeconds 0.3
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Get-Status /accounts/v1/subaccounts | Should -Be 401
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 0.29
    }

    It 'rejects <Parameters.Keys>' -ForEach @(
        @{ Parameters = @{ Path = '/a' }; Message = 'The fault has no effect.*' }
        @{ Parameters = @{ RetryAfter = 1 }; Message = '-RetryAfter and -Header change only a response with -Status or -Body.*' }
        @{ Parameters = @{ Abort = $true; Status = 500 }; Message = 'With -Abort there is no response. Remove -Abort or -Status.' }
        @{ Parameters = @{ Path = 'http://127.0.0.1/a'; Status = 500 }; Message = '*must start with / or [*]*' }
        @{ Parameters = @{ Path = '/a?b=c'; Status = 500 }; Message = '*A query belongs to -Query.' }
    ) {
        { Add-BtpEmulatorFault @Parameters } | Should -Throw $Message -ErrorId 'FaultInvalid,Add-BtpEmulatorFault'
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }
}

Describe 'Get-BtpEmulatorRequest and Reset-BtpEmulator' {
    BeforeEach {
        Clear-Record
        $null = Send '/accounts/v1/subaccounts?a=b%20c'
        $null = Send /accounts/v1/directories/1 Delete
    }

    It 'returns the requests, oldest first' {
        $requests = Get-BtpEmulatorRequest
        $requests.Method | Should -Be GET, DELETE
        $requests[0].Path, $requests[0].Query | Should -Be '/accounts/v1/subaccounts', 'a=b%20c'
        $requests[0].Headers.Host | Should -Be ([uri] $btp.Address).Authority
        $requests[0].Time | Should -BeGreaterThan (Get-Date).AddMinutes(-1)
    }

    It 'returns text that looks like a date, and paths with a line break, as they were sent' {
        Reset-BtpEmulator
        $sent = New-Object Net.Http.HttpRequestMessage ([Net.Http.HttpMethod]::Post), "$($btp.Address)/a%0Ab"
        $sent.Headers.Add('X-Date', '2026-01-01T00:00:00Z')
        $sent.Content = New-Object Net.Http.StringContent '2026-01-01T00:00:00Z'
        $null = $client.SendAsync($sent).GetAwaiter().GetResult()
        $request = Get-BtpEmulatorRequest /a*
        $request.Body, $request.Headers.'X-Date' | Should -Be '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
        $request.Body | Should -BeOfType string
        $request.Time | Should -BeOfType datetime
        $request.Time | Should -BeGreaterThan (Get-Date).AddMinutes(-1)
    }

    It 'selects requests by path and method' {
        (Get-BtpEmulatorRequest /accounts/v1/subaccounts).Method | Should -Be GET
        @(Get-BtpEmulatorRequest /accounts/*).Count | Should -Be 2
        (Get-BtpEmulatorRequest /accounts/* DELETE).Path | Should -Be /accounts/v1/directories/1
        Get-BtpEmulatorRequest /accounts | Should -BeNullOrEmpty
    }

    It 'shows no tokens and secrets in its views' {
        $null = Import-ServiceKey (Join-Path $btp.Keys cis-local.json) | Get-OAuthToken -Force
        $view = Get-BtpEmulatorRequest *oauth* | Out-String
        $view | Should -BeLike '*/oauth/token*'
        $view | Should -Not -Match secret
        (Get-BtpEmulatorRequest *oauth*).Body | Should -Match client_secret=
    }

    It 'forgets requests and faults' {
        Add-BtpEmulatorFault -Status 418
        Reset-BtpEmulator -WhatIf
        @(Get-BtpEmulatorRequest).Count | Should -Be 2
        Reset-BtpEmulator
        Get-BtpEmulatorRequest | Should -BeNullOrEmpty
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'keeps the keys and the cached tokens valid' {
        $key = Import-ServiceKey (Join-Path $btp.Keys cis-local.json)
        $null = $key | Get-OAuthToken
        Reset-BtpEmulator
        ($key | Invoke-BtpApi -Operation getEnvironmentInstances).name | Should -Be emulator-org
        (Get-BtpEmulatorRequest).Path | Should -Not -BeLike '*/oauth/token'
    }
}

Describe 'Several emulators, and none' {
    BeforeAll {
        # The folder contains the keys of an earlier emulator.
        $folder = New-Item (Join-Path $TestDrive "my keys/o'ne") -ItemType Directory -Force
        'certificate-authority.pem', 'cis-central.json' | ForEach-Object { Set-Content (Join-Path $folder $_) 'old, at http://127.0.0.1:1/uaa' }
        $other = Start-BtpEmulator $folder -Fault @{ Path = '/a'; Status = 418 }, @{ Path = '/b'; Abort = $true }
    }

    It 'write their keys to the given folder, and replace the keys of an earlier emulator' {
        $other.Keys | Should -Be $folder.FullName
        Get-Content (Join-Path $folder cis-central.json) -Raw | Should -Match ([regex]::Escape($other.Address))
    }

    It 'have the faults of their start' {
        [int] $client.GetAsync("$($other.Address)/a").Result.StatusCode | Should -Be 418
        { $client.GetAsync("$($other.Address)/b").GetAwaiter().GetResult() } | Should -Throw
    }

    It 'are selected with -Emulator' {
        { Get-BtpEmulatorRequest } | Should -Throw "Several emulators are running: http://*, http://*. Specify one with -Emulator."
        ($other | Get-BtpEmulatorRequest).Path | Should -Be /a, /b
        $other | Add-BtpEmulatorFault -Status 418
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'are stopped once, or are listed with -WhatIf' {
        $other | Stop-BtpEmulator -WhatIf
        Get-Process -Id $other.ProcessId | Should -Not -BeNullOrEmpty
        $other | Stop-BtpEmulator
        $other | Stop-BtpEmulator -ErrorAction Stop
        Get-Process -Id $other.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
        Join-Path $folder cis-central.json | Should -Exist
        { $other | Reset-BtpEmulator } | Should -Throw "The emulator at $($other.Address) is no longer running.*"
        Get-Status /accounts/v1/subaccounts | Should -Be 401
    }

    It 'leave no keys when they were killed' {
        $killed = Start-BtpEmulator
        Stop-Process -Id $killed.ProcessId -Force
        $killed | Stop-BtpEmulator
        $killed.Keys | Should -Not -Exist
    }

    It 'delete only their own folder, when a script changed the object' {
        $changed = Start-BtpEmulator
        $own = $changed.Keys
        $changed.Keys = (New-Item (Join-Path $TestDrive precious) -ItemType Directory).FullName
        Stop-Process -Id $changed.ProcessId -Force
        $changed | Stop-BtpEmulator
        $changed.Keys | Should -Exist
        $own | Should -Not -Exist
    }

    It 'do not belong to another session' {
        $foreign = [pscustomobject] @{ PSTypeName = 'TokenModule.Emulator'; Address = 'http://127.0.0.1:1'; ProcessId = $PID }
        $failure = Get-Failure { Stop-BtpEmulator $foreign }
        $failure.FullyQualifiedErrorId | Should -Be 'EmulatorUnknown,Stop-BtpEmulator'
    }

    It 'end when the module is removed' {
        # Each runspace has its own copy of the module.
        $shell = [powershell]::Create().AddScript("Import-Module '$module'; Start-BtpEmulator; Remove-Module TokenModule.Emulator
            Import-Module '$module'; try { Reset-BtpEmulator } catch { `$_ }")
        $ended, $failure = $shell.Invoke()
        $shell.Dispose()
        { $client.GetAsync($ended.Address).GetAwaiter().GetResult() } | Should -Throw
        $ended.Keys | Should -Not -Exist
        "$failure" | Should -Be 'No emulator of this session is running. Start one with Start-BtpEmulator.'
    }
}

Describe 'The package of the emulator' {
    It 'contains the module, the emulator and nothing else of the build' {
        Get-ChildItem (Join-Path $module emulator) | ForEach-Object Name | Should -Be BtpEmulator.dll, BtpEmulator.runtimeconfig.json
        'README.md', 'LICENSE', 'icon.png' | Should -BeIn (Get-ChildItem $module).Name
    }

    It 'has the version of the module that it tests' {
        $own, $main = "$module/TokenModule.Emulator.psd1", "$modulePath/TokenModule.psd1" | ForEach-Object { Test-ModuleManifest $_ }
        $own.Version | Should -Be $main.Version
        $own.PrivateData.PSData.Prerelease | Should -Be $main.PrivateData.PSData.Prerelease
    }

    It 'exports its commands by name' {
        (Get-Module TokenModule.Emulator).ExportedCommands.Keys | Sort-Object | Should -Be $commands
    } -ForEach @{ Commands = $commands }

    It 'has complete help: <_>' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis, $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        $parameters = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common }
        foreach ($parameter in $parameters) {
            $text = ($help.parameters.parameter | Where-Object name -EQ $parameter).description.Text
            $text | Should -Not -BeNullOrEmpty -Because $parameter
        }
    }

    It 'has examples that run: <_>' -ForEach 'Add-BtpEmulatorFault', 'Get-BtpEmulatorRequest' {
        foreach ($example in (Get-Help $_).examples.example) {
            Clear-Record
            $null = $client.PostAsync("$($btp.Address)/accounts/v1/subaccounts", (New-Object Net.Http.StringContent '{}')).Result
            { & ([scriptblock]::Create($example.code)) } | Should -Not -Throw -Because $example.code
        }
    }
}
