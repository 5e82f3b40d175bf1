BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $key = Import-EmulatorKey cis-local
    $token = $key | Get-OAuthToken
    $text = $key | Get-OAuthToken -AsPlainText
    $scope = $token.Scopes[0]
    $local = @(($token | Get-TokenClaims).LocalScopes)[0]

    # The result of the test and its reason.
    function Test-Reason([scriptblock] $Test) {
        $written = @(& $Test 4>&1)
        [pscustomobject]@{
            Result = $written | Where-Object { $_ -is [bool] }
            Reason = ($written | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message -join "`n"
        }
    }
}

AfterAll { Stop-Emulator }

Describe 'Test-OAuthToken' {
    It 'returns true for a valid token as <Form>' -ForEach @(
        @{ Form = 'an object'; Do = { $token | Test-OAuthToken } }
        @{ Form = 'text'; Do = { $text | Test-OAuthToken } }
        @{ Form = 'a header'; Do = { "Bearer $text" | Test-OAuthToken } }
        @{ Form = 'a SecureString'; Do = { Test-OAuthToken $token.AccessToken } }
    ) {
        $result = & $Do
        $result | Should -BeOfType bool
        $result | Should -BeTrue
    }

    It 'tests each token of the pipeline' { $token, 'a.b.c', $text | Test-OAuthToken | Should -Be $true, $false, $true }

    It 'returns true with <Name>' -ForEach @(
        @{ Name = 'a remaining lifetime'; With = { @{ MinimumLifetime = [timespan] '1:00' } } }
        @{ Name = 'a scope by its full name'; With = { @{ Scope = $scope } } }
        @{ Name = 'a scope by its local name'; With = { @{ Scope = $local } } }
        @{ Name = 'all scopes'; With = { @{ Scope = $token.Scopes } } }
        @{ Name = 'an audience'; With = { @{ Audience = 'nobody', ($token | Get-TokenClaims).Audience[0]; ServiceKey = $key } } }
        @{ Name = 'verification'; With = { @{ Verify = $true; ServiceKey = $key } } }
        @{ Name = 'verification offline'; With = { @{ Offline = $true; ServiceKey = $key } } }
        @{ Name = 'published keys'; With = { @{ JwksUri = "$($emulator.Address)/token_keys" } } }
        @{ Name = 'its issuer'; With = { @{ Issuer = ($token | Get-TokenClaims).Issuer; ServiceKey = $key } } }
    ) {
        $with = & $With
        Test-OAuthToken $token @with | Should -BeTrue
        Test-OAuthToken $text @with | Should -BeTrue
    }

    It 'returns false for <Name>: <Reason>' -ForEach @(
        @{ Name = 'too short a lifetime'; With = { @{ MinimumLifetime = [timespan] '3.00:00' } };
            Reason = 'valid for only 11 h 5*, but 3 d 0 h is required.' }
        @{ Name = 'a missing scope'; With = { @{ Scope = $scope, 'other.read' } }; Reason = "required scope 'other.read'." }
        @{ Name = 'another audience'; With = { @{ Audience = 'nobody'; ServiceKey = $key } };
            Reason = "its audience is '* and * more, but 'nobody' was expected. Do not use its content." }
        @{ Name = 'another issuer'; With = { @{ Issuer = 'https://issuer.example'; ServiceKey = $key } };
            Reason = "'https://issuer.example' was expected. Do not use its content." }
        @{ Name = 'another client'; With = { @{ Verify = $true; ServiceKey = Import-EmulatorKey ber } }; Reason = 'was expected. Do not use its content.' }
    ) {
        $with = & $With
        foreach ($form in $token, $text) {
            $test = Test-Reason { Test-OAuthToken $form @with -Verbose }
            $test.Result | Should -BeFalse
            $test.Reason | Should -BeLike "*$Reason"
        }
    }

    It 'returns false for <Name>, with the reason' -ForEach @(
        @{ Name = 'a text that is not a token'; Do = { Test-OAuthToken 'a.b.c' -Verbose }; Reason = 'not a valid JWT' }
        @{ Name = 'an opaque token as text'; Do = { Test-OAuthToken '0123456789abcdef' -Verbose }; Reason = 'opaque' }
        @{ Name = 'a changed token'; Do = { Test-OAuthToken "$($text)AAAA" -ServiceKey $key -Offline -Verbose }; Reason = 'signature' }
    ) {
        $test = Test-Reason $Do
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match $Reason
    }

    It 'returns false for an expired token, with the reason' {
        Set-Emulator @{ clockOffset = -90000 }
        $old = $key | Get-OAuthToken -NoCache -AsPlainText
        Set-Emulator @{ clockOffset = 0 }
        $test = Test-Reason { Test-OAuthToken $old -Verbose }
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match 'has expired'
    }

    It 'returns false for a kid that the issuer does not publish' {
        $head = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('{"alg":"RS256","kid":"made-up"}')).TrimEnd('=')
        $test = Test-Reason {
            Test-OAuthToken "$head.$($text.Split('.')[1]).$($text.Split('.')[2])" -JwksUri "$($emulator.Address)/token_keys" -Verbose }
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match "'made-up'"
    }

    It 'writes an error when no key is available' {
        $written = @(Test-OAuthToken $text -JwksUri "$($emulator.Address)/nowhere" 2>&1)
        $written.Count | Should -Be 1
        $written[0].FullyQualifiedErrorId | Should -Be 'KeyUnknown,TokenModule.Cmdlets.TestOAuthTokenCommand'
    }

    It 'reads the scopes from the claims when the server did not report them' {
        Import-EmulatorKey ciam | Get-OAuthToken | Test-OAuthToken -Scope application.client | Should -BeTrue
    }

    It 'uses the requested scopes for <Kind> token when the server did not report its scopes' -ForEach @(
        @{ Kind = 'an opaque'; Text = '4f1c3b6a0d5e4c8f9a7b' }
        @{ Kind = 'an encrypted'; Text = 'eyJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA' }
    ) {
        Add-Fault @{ path = '/uaa'; status = 200; body = "{`"access_token`":`"$Text`",`"token_type`":`"bearer`",`"expires_in`":600}" }
        $granted = $key | Get-OAuthToken -Scope read, write -NoCache
        $granted.Scopes | Should -Be read, write
        $granted | Test-OAuthToken -Scope read | Should -BeTrue
        $granted | Test-OAuthToken -Scope delete | Should -BeFalse
        (Test-Reason { Test-OAuthToken $Text -Scope read -Verbose }).Result | Should -BeFalse
    }

    It 'sends no request' {
        Reset-Emulator
        $null = $token, $text | Test-OAuthToken -Scope $scope -MinimumLifetime 0:01 -Verify -ServiceKey $key
        Get-Request | Should -BeNullOrEmpty
    }
}

Describe 'A forged token' {
    It 'is never accepted because of its audience or issuer' {
        $key = Import-EmulatorKey cis-local
        $real = $key | Get-OAuthToken -AsPlainText
        $parts = $real -split '\.'
        $claims = '{"aud":["me"],"iss":"https://issuer.example","exp":4102444800}'
        $payload = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $forged = $parts[0], $payload, $parts[2] -join '.'
        Test-OAuthToken $forged | Should -BeTrue -Because 'without verification only the times are checked'
        Test-OAuthToken $forged -Audience me -ServiceKey $key | Should -BeFalse
        Test-OAuthToken $forged -Issuer https://issuer.example -ServiceKey $key | Should -BeFalse
    }
}
