BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $key = Import-EmulatorKey cis-local
    $token = $key | Get-OAuthToken
    $text = $key | Get-OAuthToken -AsPlainText
    $scope = $token.Scopes[0]
    $local = @(($token | Get-TokenClaims).LocalScopes)[0]

    # What the test says, and why.
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
    It 'says yes to a good token as <Form>' -ForEach @(
        @{ Form = 'an object'; Do = { $token | Test-OAuthToken } }
        @{ Form = 'text'; Do = { $text | Test-OAuthToken } }
        @{ Form = 'a header'; Do = { "Bearer $text" | Test-OAuthToken } }
        @{ Form = 'a SecureString'; Do = { Test-OAuthToken $token.AccessToken } }
    ) {
        $answer = & $Do
        $answer | Should -BeOfType bool
        $answer | Should -BeTrue
    }

    It 'answers for each token of a pipeline' { $token, 'a.b.c', $text | Test-OAuthToken | Should -Be $true, $false, $true }

    It 'says yes with <Name>' -ForEach @(
        @{ Name = 'a life that is left'; With = { @{ MinimumLifetime = [timespan] '1:00' } } }
        @{ Name = 'a scope by its whole name'; With = { @{ Scope = $scope } } }
        @{ Name = 'a scope by its local name'; With = { @{ Scope = $local } } }
        @{ Name = 'all scopes'; With = { @{ Scope = $token.Scopes } } }
        @{ Name = 'an audience'; With = { @{ Audience = 'nobody', ($token | Get-TokenClaims).Audience[0] } } }
        @{ Name = 'verification'; With = { @{ Verify = $true; ServiceKey = $key } } }
        @{ Name = 'verification offline'; With = { @{ Offline = $true; ServiceKey = $key } } }
        @{ Name = 'published keys'; With = { @{ JwksUri = "$($emulator.Address)/token_keys" } } }
        @{ Name = 'its issuer'; With = { @{ Issuer = ($token | Get-TokenClaims).Issuer; ServiceKey = $key } } }
    ) {
        $with = & $With
        Test-OAuthToken $token @with | Should -BeTrue
        Test-OAuthToken $text @with | Should -BeTrue
    }

    It 'says no for <Name>: <Reason>' -ForEach @(
        @{ Name = 'too little life'; With = { @{ MinimumLifetime = [timespan] '3.00:00' } };
            Reason = 'good for 11 h 5* only, and 3 d 0 h were asked for.' }
        @{ Name = 'a scope it lacks'; With = { @{ Scope = $scope, 'other.read' } }; Reason = "lacks 'other.read'." }
        @{ Name = 'another audience'; With = { @{ Audience = 'nobody' } }; Reason = "is for '*', and not for 'nobody'." }
        @{ Name = 'another issuer'; With = { @{ Issuer = 'https://issuer.example'; ServiceKey = $key } };
            Reason = "'https://issuer.example' was expected." }
        @{ Name = 'another client'; With = { @{ Verify = $true; ServiceKey = Import-EmulatorKey ber } }; Reason = 'was expected.' }
    ) {
        $with = & $With
        foreach ($form in $token, $text) {
            $test = Test-Reason { Test-OAuthToken $form @with -Verbose }
            $test.Result | Should -BeFalse
            $test.Reason | Should -BeLike "*$Reason"
        }
    }

    It 'says no to <Name>, and why' -ForEach @(
        @{ Name = 'what is no token'; Do = { Test-OAuthToken 'a.b.c' -Verbose }; Reason = 'no JWT' }
        @{ Name = 'an opaque token as text'; Do = { Test-OAuthToken '0123456789abcdef' -Verbose }; Reason = 'opaque' }
        @{ Name = 'a changed token'; Do = { Test-OAuthToken "$($text)AAAA" -ServiceKey $key -Offline -Verbose }; Reason = 'signature' }
    ) {
        $test = Test-Reason $Do
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match $Reason
    }

    It 'says no to a token that has ended, and why' {
        Set-Emulator @{ clockOffset = -90000 }
        $old = $key | Get-OAuthToken -NoCache -AsPlainText
        Set-Emulator @{ clockOffset = 0 }
        $test = Test-Reason { Test-OAuthToken $old -Verbose }
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match 'has ended'
    }

    It 'says no to a kid that its issuer does not publish' {
        $head = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('{"alg":"RS256","kid":"made-up"}')).TrimEnd('=')
        $test = Test-Reason {
            Test-OAuthToken "$head.$($text.Split('.')[1]).$($text.Split('.')[2])" -JwksUri "$($emulator.Address)/token_keys" -Verbose }
        $test.Result | Should -BeFalse
        $test.Reason | Should -Match "'made-up'"
    }

    It 'cannot tell without a key, and that is an error' {
        $written = @(Test-OAuthToken $text -JwksUri "$($emulator.Address)/nowhere" 2>&1)
        $written.Count | Should -Be 1
        $written[0].FullyQualifiedErrorId | Should -Be 'KeyUnknown,TokenModule.Cmdlets.TestOAuthTokenCommand'
    }

    It 'reads the scopes from a token whose server did not name them' {
        Import-EmulatorKey ciam | Get-OAuthToken | Test-OAuthToken -Scope application.client | Should -BeTrue
    }

    It 'takes the requested scopes for those of <Kind> token whose server did not name them' -ForEach @(
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

    It 'sends nothing' {
        Reset-Emulator
        $null = $token, $text | Test-OAuthToken -Scope $scope -MinimumLifetime 0:01 -Verify -ServiceKey $key
        Get-Request | Should -BeNullOrEmpty
    }
}
