# The parameters that show a request, and the checks before a request is sent.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $dox, $local, $aicore = 'dox', 'cis-local', 'bindings/aicore' | ForEach-Object { Import-EmulatorKey $_ }

    # Returns the output of -WhatIf, which only a transcript contains.
    function Get-WhatIf([scriptblock] $Script) {
        $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $null = Start-Transcript $transcript
        try { & $Script | Out-Null }
        finally { $null = Stop-Transcript }
        [regex]::Match((Get-Content $transcript -Raw), '(?s)What if: .*(?=\r?\n\*{10,})').Value
    }

    # Runs a curl command line in a shell, with a valid token instead of the mask.
    function Invoke-Curl([string] $Line, $Key) {
        $bearer = Get-OAuthToken $Key -AsPlainText
        ($Line -replace 'Bearer \*\*\*', "Bearer $bearer") + ' --silent --output /dev/null' | sh
        $LASTEXITCODE | Should -Be 0
    }

    # Returns the parts of the last request that a service distinguishes.
    function Get-Sent([string] $Path) {
        $sent = Get-Request $Path | Select-Object -Last 1
        $body = $sent.body
        if ($sent.headers.'Content-Type' -like 'multipart/*') {
            $body = $body -replace [regex]::Escape([regex]::Match($sent.headers.'Content-Type', 'boundary="?([^";]+)').Groups[1].Value),
            'BOUNDARY' -split '\r\n' | Sort-Object | Out-String }
        [ordered]@{
            Line = "$($sent.method) $($sent.rawTarget)"
            Body = if ($sent.headers.'Content-Type' -eq 'application/json') { $body | ConvertFrom-Json -AsHashtable |
                ConvertTo-Json -Compress } else { $body }
            Type = $sent.headers.'Content-Type' -replace ';? *boundary=.*'
            Headers = 'Accept', 'Authorization', 'X-CorrelationID', 'X-Own' | ForEach-Object { "${_}: $($sent.headers.$_)" }
        } | ConvertTo-Json
    }
}

AfterAll { Stop-Emulator }

Describe '-WhatIf' {
    BeforeEach { Reset-Emulator }

    It 'shows the complete masked request of <Method> without sending a request' -ForEach @(
        @{ Method = 'Get' }, @{ Method = 'Post' }, @{ Method = 'Put' }, @{ Method = 'Patch' }, @{ Method = 'Delete' }
    ) {
        $body = if ($Method -ne 'Get') { @{ Body = @{ name = 'n'; clientSecret = 'canary-body' } } } else { @{} }
        $shown = Get-WhatIf { $local | Invoke-BtpApi -Endpoint provisioning -Path /x -Query @{ a = 'b c';
            token = 'canary-query' } -Headers @{ 'X-Own' = 'own';
            'X-Secret' = 'canary-header' } -CorrelationId run-3 -Method $Method @body -WhatIf }
        $shown | Should -Match "^What if: $($Method.ToUpperInvariant()) $($emulator.Address)/x\?(a=b%20c&token=\*\*\*|token=\*\*\*&a=b%20c)"
        foreach ($part in @('Authorization: Bearer ***', 'X-Own: own', 'X-Secret: ***', 'X-CorrelationID: run-3') +
            @(if ($body.Count) { 'Content-Type: application/json', '"name": "n"', '"clientSecret": "***"' })) { $shown |
            Should -BeLike "*$($part.Replace('[', '`['))*" }
        $shown | Should -Not -Match 'canary'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'names the files of a form, with their sizes' {
        Set-Content "$TestDrive/a.pdf" 12345 -NoNewline
        Get-WhatIf { $local |
            Invoke-BtpApi -Endpoint provisioning -Path /x -Method Post -Form @{ file = Get-Item "$TestDrive/a.pdf" } -WhatIf } |
            Should -Match 'file = <a.pdf, 5 bytes>'
        Get-WhatIf { $local | Invoke-BtpApi -Endpoint provisioning -Path /x -Method Post -Form @{ password = 'canary' } -WhatIf } |
            Should -Match 'password = \*\*\*'
    }

    It 'writes no file' {
        $aicore | Invoke-BtpApi /v2/lm/dataset/files/x -OutFile "$TestDrive/x.bin" -WhatIf
        Test-Path "$TestDrive/x.bin" | Should -BeFalse
        Get-Request | Should -BeNullOrEmpty
    }

    It 'works with -All, -Wait and many paths' {
        $local | Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -All -WhatIf
        '/a', '/b' | Invoke-BtpApi -ServiceKey $local -Endpoint provisioning -Method Delete -Wait -ThrottleLimit 2 -WhatIf
        Get-Request | Should -BeNullOrEmpty
    }

    It 'follows $WhatIfPreference for changes, but not for GET' {
        $WhatIfPreference = $true
        $null = $local | Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/environments -Method Post -Body @{}
        ($local | Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/environments).name | Should -Contain 'emulator-org'
        $WhatIfPreference = $false
        Get-Request / POST | Where-Object path -NotLike '/uaa*' | Should -BeNullOrEmpty
    }
}

Describe '-Confirm' {
    BeforeEach { Reset-Emulator }

    It 'sends <Count> requests after the answer <Answer>' -ForEach @{ Answer = 'n'; Count = 0 }, @{ Answer = 'y'; Count = 1 } {
        $self = (Get-Process -Id $PID).Path
        $library = @(if ((Split-Path $self -Leaf) -like 'dotnet*') { [Environment]::GetCommandLineArgs()[0] })
        $script = "Import-Module '$modulePath'; Import-ServiceKey '$($emulator.Keys)/dox.json' -WarningAction Ignore |
            Invoke-BtpApi x -Method Delete -Confirm"
        $shown = $Answer | & $self @library -NoProfile -Command $script 2>&1 | Out-String
        $shown | Should -Match 'DELETE http.*/x\?'
        @(Get-Request /document DELETE).Count | Should -Be $Count
    }
}

Describe '-AsCurl' -Skip:(-not $IsLinux) {
    BeforeEach {
        Reset-Emulator
        Set-Content "$TestDrive/it's, 50% of; it.csv" 'a,b' -NoNewline
    }

    It 'sends the same request as Invoke-BtpApi: <What>' -ForEach @(
        @{ What = 'a query'; Call = @{ Path = 'clients'; Query = @{ a = "it's"; b = '$HOME `id` "x"'; c = 'ü&=' } } }
        @{ What = 'headers';
            Call = @{ Path = 'clients'; Headers = @{ 'X-Own' = "it's `$HOME"; Accept = 'text/plain' }; CorrelationId = 'run-5' } }
        @{ What = 'a path with brackets'; Call = @{ Path = 'clients/[1-3]' } }
        @{ What = 'an object';
            Call = @{ Path = 'clients'; Method = 'Post'; Body = [ordered]@{ a = "it's"; b = @(1, $null, @{ c = 'ü' }) } } }
        @{ What = 'a large object'; Call = @{ Path = 'clients'; Method = 'Post'; Body = @{ a = 'x' * 20000 } } }
        @{ What = 'text'; Call = @{ Path = 'clients'; Method = 'Put'; Body = "@a`nb'c\d"; ContentType = 'text/plain' } }
        @{ What = 'an array in text'; Call = @{ Path = 'clients'; Method = 'Post'; Body = '[ 1.50, "a" ]' } }
        @{ What = 'a file'; Call = @{ Path = 'clients'; Method = 'Put'; InFile = "it's, 50% of; it.csv" } }
        @{ What = 'a form'; Call = @{ Path = 'document/jobs'; Method = 'Post'; Form = [ordered]@{ a = '@x;y'; options = @{ b = 1 } } } }
        @{ What = 'a form with a file';
            Call = @{ Path = 'document/jobs'; Method = 'Post'; Form = @{ file = { Get-Item "$TestDrive/it's, 50% of; it.csv" } } } }
        @{ What = 'nothing'; Call = @{ Path = 'clients/1'; Method = 'Delete' } }
    ) {
        if ($Call.InFile) { $Call.InFile = Join-Path $TestDrive $Call.InFile }
        if ($Call.Form.file) { $Call.Form.file = & $Call.Form.file }
        $null = Get-Failure { $dox | Invoke-BtpApi @Call }
        $own = Get-Sent /document
        Invoke-Curl ($dox | Invoke-BtpApi @Call -AsCurl) $dox
        Get-Sent /document | Should -BeExactly $own
    }

    It 'sends no request for any method' {
        foreach ($method in 'Get', 'Post', 'Put', 'Patch', 'Delete') { $local |
            Invoke-BtpApi -Endpoint provisioning -Path /x -Method $method -AsCurl | Should -BeLike "curl *--request $method*" }
        Get-Request | Should -BeNullOrEmpty
    }

    It 'passes bytes to curl unchanged' {
        $dox | Invoke-BtpApi clients -Method Post -Body ([byte[]] (0, 255)) -AsCurl | Should -BeLike "*--data-binary '@<2 bytes>'"
    }

    It 'masks a token within a value of the query' {
        $line = $dox | Invoke-BtpApi clients -Query @{ filter = "x eq 'eyJhbGciOiJSUzI1NiJ9.eyJ4IjoxfQ.AAAA'" } -AsCurl
        $line | Should -BeLike '*?filter=[*][*][*]*'
        $line | Should -Not -Match 'eyJ'
    }

    It 'masks probable secrets' {
        $line = $local | Invoke-BtpApi -Endpoint provisioning -Path /x -Method Post -Query @{ api_key = 'canary-1' } -Headers @{
            'X-Token' = 'canary-2' } -Body @{ parameters = @{ password = 'canary-3' } } -AsCurl
        $line | Should -Not -Match 'canary'
        ([regex]::Matches($line, '\*\*\*')).Count | Should -Be 4
    }
}

Describe 'A change without the required scope' {
    BeforeEach {
        Reset-Emulator
        $refused = @{ Endpoint = 'accounts'; Path = '/accounts/v1/subaccounts'; Method = 'Post';
            Body = @{ displayName = 'x'; region = 'eu10' } }
        $token = $local | Get-OAuthToken
    }

    It 'is sent, and the error lists the scopes of the catalog and of the token' {
        $failure = Get-Failure { $local | Invoke-BtpApi @refused }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ApiForbidden,*'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.Exception.StatusCode | Should -Be 403
        $failure.Exception.Message | Should -BeLike '*The catalog lists the scope *subaccount.create*, and the token has *'
        $first = $token.Scopes[0..4] -join ', '
        $failure.Exception.Message | Should -BeLike "*the token has $first and $($token.Scopes.Count - 5) more.*"
        @(Get-Request /accounts).Count | Should -Be 1
    }

    It 'has the same error when it only reads' {
        $failure = Get-Failure { $local | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts }
        $failure.Exception.StatusCode | Should -Be 403
        $failure.Exception.Message | Should -BeLike '*The catalog lists the scope *subaccount.read*, and the token has *'
    }
}

Describe '-AllowHost' {
    BeforeEach {
        Reset-Emulator
        $address = "$($emulator.Address)/v2/lm/scenarios"
        # A key with a different endpoint.
        $elsewhere = Import-ServiceKey -TokenUrl $aicore.TokenUrl -ClientId $aicore.ClientId -ClientSecret (ConvertTo-SecureString (
            Get-Content "$($emulator.Keys)/bindings/aicore.json" -Raw | ConvertFrom-Json).clientsecret -AsPlainText -Force) -Endpoint @{
            api = 'https://127.0.0.1:1' }
    }

    It 'lets a token go to the origin it names' {
        @($elsewhere | Invoke-BtpApi -Uri $address -AllowHost $emulator.Address).Count | Should -Be 1
    }

    It 'without -AllowHost sends no request, and names the parameter' {
        $failure = Get-Failure { $elsewhere | Invoke-BtpApi -Uri $address }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
        $failure.Exception.Message | Should -BeLike '*-AllowHost*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'of <_> does not let it go to another' -ForEach '127.0.0.1', 'http://127.0.0.1:1', 'https://127.0.0.1', '*', 'http://localhost' {
        (Get-Failure { $elsewhere | Invoke-BtpApi -Uri $address -AllowHost $_ }).FullyQualifiedErrorId | Should -BeLike 'HostNotAllowed,*'
        Get-Request | Should -BeNullOrEmpty
    }
}

Describe 'A typing error' {
    BeforeEach { Reset-Emulator }

    It '<Name> causes a helpful error' -ForEach @(
        @{ Name = 'in the endpoint'; Do = { $local | Invoke-BtpApi -Endpoint provisoning -Path /x }; Message = '*provisioning*' }
        @{ Name = 'of no endpoint where there are several'; Do = { Import-EmulatorKey bindings/workflow | Invoke-BtpApi -Path /x };
            Message = '*-Endpoint*workflow_odata*' }
        @{ Name = 'in the name of a key'; Do = { Invoke-BtpApi -ServiceKey no-such-key -Path /x }; Message = '*no imported key has this name*' }
        @{ Name = 'of two bodies'; Do = { $dox | Invoke-BtpApi x -Method Post -Body a -InFile $PSCommandPath }; Message = '*only one*' }
        @{ Name = 'of a whole address as path'; Do = { $dox | Invoke-BtpApi https://example.com/x }; Message = '*-Uri*' }
        @{ Name = 'of a relative address as Uri'; Do = { $dox | Invoke-BtpApi -Uri /x }; Message = '*-Path*' }
        @{ Name = 'of a body with a live object'; Do = { $dox | Invoke-BtpApi x -Method Post -Body (Get-Process -Id $PID) };
            Message = '*Select-Object*' }
    ) {
        $failure = @(Get-Failure $Do)
        $failure.Count | Should -Be 1
        $failure.Exception.Message | Should -BeLike $Message
        $failure.Exception | Should -BeOfType ([TokenModule.BtpException])
        Get-Request | Should -BeNullOrEmpty
    }

    It '<Name> is refused by PowerShell, and no request is sent' -ForEach @(
        @{ Name = 'an unknown method'; Do = { $dox | Invoke-BtpApi x -Method Fetch }; Id = 'CannotConvertArgumentNoMessage,*' }
        @{ Name = 'a form that is text'; Do = { $dox | Invoke-BtpApi x -Method Post -Form 'a=b' }; Id = 'CannotConvertArgumentNoMessage,*' }
        @{ Name = 'a query that is text'; Do = { $dox | Invoke-BtpApi x -Query 'a=b' }; Id = 'CannotConvertArgumentNoMessage,*' }
        @{ Name = 'a content type with a line end'; Do = { $dox | Invoke-BtpApi x -Method Post -Body a -ContentType "a/b`r`nX: y" };
            Id = 'ParameterArgumentValidationError,*' }
        @{ Name = 'a token that is text'; Do = { Invoke-BtpApi x -Token $text }; Id = 'ParameterArgumentTransformationError,*' }
    ) {
        $text = 'eyJhbGciOiJSUzI1NiJ9.canary'
        $Do | Should -Throw -ErrorId $Id
        $Error[0] | Out-String | Should -Not -Match 'canary'
        Get-Request | Should -BeNullOrEmpty
    }
}
