# The output of a response: objects, dictionaries, text, variables and errors.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    function Add-Response([string] $Body, [int] $Status = 200, [hashtable] $Header = @{ 'Content-Type' = 'application/json' }) {
        Add-Fault @{ method = 'GET'; body = $Body; status = $Status; headers = $Header }
    }
}

AfterAll { Stop-Emulator }

Describe 'A response' {
    BeforeEach {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
    }

    It '<Body> becomes an object of type <Type>: <Shown>' -ForEach @(
        @{ Body = '1'; Type = 'Int64'; Shown = '1' }
        @{ Body = '1.5'; Type = 'Double'; Shown = '1.5' }
        @{ Body = '123456789012345678901234567890'; Type = 'BigInteger'; Shown = '123456789012345678901234567890' }
        @{ Body = '"2026-11-20T08:00:00Z"'; Type = 'String'; Shown = '2026-11-20T08:00:00Z' }
        @{ Body = 'true'; Type = 'Boolean'; Shown = 'True' }
        @{ Body = '{"a":1,"b":[2]}'; Type = 'PSCustomObject'; Shown = '@{a=1; b=System.Object[]}' }
    ) {
        Add-Response $Body
        $response = $dox | Invoke-BtpApi capabilities
        $response.GetType().Name, "$response" | Should -Be $Type, $Shown
    }

    It '<Body> becomes <Count> objects' -ForEach @(
        @{ Body = '[1,2,3]'; Count = 3 }
        @{ Body = '{"value":[{"a":1},{"a":2}]}'; Count = 2 }
        @{ Body = '{"value":[1,2],"more":true}'; Count = 1 }
        @{ Body = '[[1,2],[3]]'; Count = 2 }
        @{ Body = '{"value":[]}'; Count = 0 }
        @{ Body = '[]'; Count = 0 }
        @{ Body = ''; Count = 0 }
    ) {
        Add-Response $Body
        @($dox | Invoke-BtpApi capabilities).Count | Should -Be $Count
    }

    It 'distinguishes names by case with -AsHashtable, and keeps their order' {
        Add-Response '{"b":1,"B":{"c":[{"d":null}]},"a":"x"}'
        $response = $dox | Invoke-BtpApi capabilities -AsHashtable
        $response | Should -BeOfType ([Collections.IDictionary])
        $response.Keys | Should -BeExactly 'b', 'B', 'a'
        $response['B']['c'][0].Contains('d') | Should -BeTrue
    }

    It 'is returned unchanged with -Raw' {
        $text = "{ ""a"" : 1.50,`n""a"":2, ""ü"": ""\u00fc"" }"
        Add-Response $text
        $dox | Invoke-BtpApi capabilities -Raw | Should -BeExactly $text
    }

    It 'of damaged JSON is returned as text with -Raw' {
        Add-Response '{"a":'
        $dox | Invoke-BtpApi capabilities -Raw | Should -BeExactly '{"a":'
    }

    It 'sets the specified variables to its status and headers' {
        Add-Response '{"a":1}' 203 @{ 'X-CorrelationID' = 'c-1'; ETag = '"7"' }
        $null = $dox | Invoke-BtpApi capabilities -StatusCodeVariable status -ResponseHeadersVariable headers
        $status | Should -Be 203
        $headers['etag'] | Should -Be '"7"'
        $headers['x-correlationid'] | Should -Be 'c-1'
    }

    It 'sets variables in the scope of the caller, like Invoke-RestMethod' {
        Add-Response '1' 203
        function Get-Status { $null = $dox | Invoke-BtpApi capabilities -StatusCodeVariable inner; $inner }
        Get-Status | Should -Be 203
        Get-Variable inner -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'An error response' {
    BeforeEach {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
    }

    It 'is returned with -SkipHttpErrorCheck' {
        Add-Response '{"code":"E1","message":"Not there"}' 404
        $response = $dox | Invoke-BtpApi capabilities -SkipHttpErrorCheck -StatusCodeVariable status -ErrorVariable failed
        $response.code, $status | Should -Be 'E1', 404
        $failed | Should -BeNullOrEmpty
    }

    It 'is returned unchanged with -SkipHttpErrorCheck and -Raw' {
        Add-Response '<html>gone</html>' 410 @{ 'Content-Type' = 'text/html' }
        $dox | Invoke-BtpApi capabilities -SkipHttpErrorCheck -Raw | Should -Be '<html>gone</html>'
    }

    It 'of the token endpoint is an error, even with -SkipHttpErrorCheck' {
        Add-Fault @{ path = '/uaa'; status = 401; body = '{"error":"invalid_client"}' }
        (Get-Failure { $dox | Invoke-BtpApi capabilities -SkipHttpErrorCheck }).FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
    }

    It 'does not change the status variable' {
        $status = 'before'
        Add-Response '{}' 404
        $null = Get-Failure { $dox | Invoke-BtpApi capabilities -StatusCodeVariable status }
        $status | Should -Be 'before'
    }

    It 'is a terminating error with -ErrorAction Stop' {
        Add-Response '{}' 404
        { $dox | Invoke-BtpApi capabilities -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,*'
    }

    It 'advises what to do next' {
        Add-Response '{}' 404
        (Get-Failure { $dox | Invoke-BtpApi capabilities }).ErrorDetails.RecommendedAction | Should -BeLike '*Endpoints property*'
    }

    It 'of <Status> without a body names host and path, but not the query' -ForEach @{ Status = 400 }, @{ Status = 500 } {
        Add-Response '' $Status
        $failure = Get-Failure { $dox | Invoke-BtpApi capabilities -Query @{ q = 'private-value' } -MaximumRetryCount 0 }
        $failure.Exception.Message | Should -BeLike "*$($emulator.Address)/document-information-extraction/v1/capabilities*$Status*"
        $failure | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'private-value'
    }
}

Describe 'A correlation id' {
    BeforeEach {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
    }

    It 'is sent with the call' {
        $null = $dox | Invoke-BtpApi capabilities -CorrelationId run-42
        (Get-Request /document).headers.'X-CorrelationID' | Should -Be 'run-42'
    }

    It 'is part of the error <Where>' -ForEach @(
        @{ Where = 'of a service that returns no id'; Fault = @{ status = 400 } }
        @{ Where = 'of a service with an internal error'; Fault = @{ status = 500 } }
        @{ Where = 'of a damaged response'; Fault = @{ body = '{"a":'; headers = @{ 'Content-Type' = 'application/json' } } }
        @{ Where = 'of a broken connection'; Fault = @{ abort = $true } }
        @{ Where = 'of a redirect'; Fault = @{ status = 302; headers = @{ Location = '/x' } } }
        @{ Where = 'of a service that is too slow'; Fault = @{ delaySeconds = 30 } }
    ) {
        $null = $dox | Get-OAuthToken
        Add-Fault ($Fault + @{ method = 'GET' })
        $failure = Get-Failure { $dox | Invoke-BtpApi capabilities -CorrelationId run-42 -MaximumRetryCount 0 -TimeoutSec 1 }
        $failure.Exception.CorrelationId | Should -Be 'run-42'
    }

    It 'of the service replaces the caller''s id in an error' {
        Add-Response '{"error":{"code":1,"message":"m","correlationID":"theirs"}}' 400
        (Get-Failure { $dox | Invoke-BtpApi capabilities -CorrelationId mine }).Exception.CorrelationId | Should -Be 'theirs'
    }

    It 'that is not valid is refused: <_>' -ForEach "a`r`nb: c", 'a b', ('x' * 65), '' {
        { $dox | Invoke-BtpApi capabilities -CorrelationId $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'Names that differ only in case' {
    It 'keep all values' {
        Add-Response '{"a":1,"A_2":2,"A":3,"a_2":4}'
        $response = Import-EmulatorKey dox | Invoke-BtpApi -Path capabilities
        @($response.PSObject.Properties.Value) | Should -Be 1, 2, 3, 4
    }
}

Describe 'A body' {
    BeforeEach {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
    }

    It 'that is deeper than -Depth is refused, not truncated' {
        $failure = Get-Failure { $dox | Invoke-BtpApi clients -Method Post -Body @{ a = @{ b = @{ c = 1 } } } -Depth 2 }
        $failure.Exception.Message | Should -BeLike '*more than 2 levels*request was not sent*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'as deep as -Depth is sent' {
        $null = Get-Failure { $dox | Invoke-BtpApi clients -Method Post -Body @{ a = @{ b = @{ c = 1 } } } -Depth 3 }
        (Get-Request /document).body | Should -Be '{"a":{"b":{"c":1}}}'
    }

    It 'that contains itself is refused' {
        $circle = @{ a = 1 }
        $circle.self = $circle
        (Get-Failure { $dox | Invoke-BtpApi clients -Method Post -Body $circle }).Exception.Message | Should -BeLike '*contains itself*'
    }

    It 'of <What> is sent unchanged' -ForEach @(
        @{ What = 'text'; Body = 'a=ü&b'; Type = 'text/plain'; Text = 'a=ü&b' }
        @{ What = 'bytes'; Body = [byte[]] (0x61, 0x0A, 0xC3, 0xBC); Type = 'application/octet-stream'; Text = "a`nü" }
    ) {
        $null = Get-Failure { $dox | Invoke-BtpApi clients -Method Post -Body $Body -ContentType $Type }
        $sent = Get-Request /document
        $sent.body, $sent.headers.'Content-Type' | Should -BeExactly $Text, $Type
    }

    It 'is empty for $null' {
        $null = Get-Failure { $dox | Invoke-BtpApi clients -Method Post -Body $null }
        $sent = Get-Request /document
        $sent.body, $sent.headers.'Content-Type' | Should -Be '', $null
    }
}
