BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
}

AfterAll { Stop-Emulator }

# These tests need a new session without the keys of other tests.
Describe 'The keys of a session' {
    It 'are found by name and client id, and the only key without a name' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'
            `$key = Import-ServiceKey '$($emulator.Keys)/dox.json' -Name invoices -WarningAction Ignore
            (Get-OAuthToken).ClientId -eq `$key.ClientId
            (Get-OAuthToken invoices).ClientId -eq `$key.ClientId
            (Get-OAuthToken -ServiceKey `$key.ClientId).ClientId -eq `$key.ClientId
            ('invoices' | Get-OAuthToken).ClientId -eq `$key.ClientId
            (Invoke-BtpApi capabilities).extraction.GetType().Name
            (Invoke-BtpApi capabilities -ServiceKey invoices).extraction.GetType().Name
            @(Test-ServiceKey invoices).Count -gt 5
"@
        $output | Should -Be 'True', 'True', 'True', 'True', 'PSCustomObject', 'PSCustomObject', 'True'
    }

    It 'are listed in the errors for several keys and for an unknown name' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'
            Get-OAuthToken -ErrorVariable none -ErrorAction SilentlyContinue
            `$null = Import-ServiceKey '$($emulator.Keys)/dox.json', '$($emulator.Keys)/ber.json' -WarningAction Ignore
            Get-OAuthToken -ErrorVariable several -ErrorAction SilentlyContinue
            Get-OAuthToken nosuch -ErrorVariable wrong -ErrorAction SilentlyContinue
            `$undefined | Get-OAuthToken -ErrorVariable nothing -ErrorAction SilentlyContinue
            `$none[0].FullyQualifiedErrorId, `$several[0].FullyQualifiedErrorId, `$wrong[0].FullyQualifiedErrorId
            `$several[0].Exception.Message
            @(`$nothing).Count
"@
        $output[0..2] | Should -Be 'ServiceKeyNotFound,TokenModule.Cmdlets.GetOAuthTokenCommand',
            'ServiceKeyAmbiguous,TokenModule.Cmdlets.GetOAuthTokenCommand', 'ServiceKeyNotFound,TokenModule.Cmdlets.GetOAuthTokenCommand'
        $output[3] | Should -BeLike "*'dox', 'ber'*"
        $output[4] | Should -Be 1
    }

    It 'are completed for -ServiceKey' {
        $null = Import-ServiceKey "$($emulator.Keys)/dox.json" -Name 'my invoices' -WarningAction Ignore
        foreach ($line in 'Get-OAuthToken -ServiceKey my', 'Get-OAuthToken my', 'Invoke-BtpApi -ServiceKey my', 'Test-ServiceKey my') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "'my invoices'"
        }
    }
}

Describe 'An object that is not a key' {
    It 'is not repeated by an error: <What>' -ForEach @(
        @{ What = 'the lines of a key file in the pipeline'; Do = { Get-Content "$($emulator.Keys)/dox.json" | Get-OAuthToken } }
        @{ What = 'the text of a key in the pipeline'; Do = { Get-Content "$($emulator.Keys)/dox.json" -Raw | Get-OAuthToken } }
        @{ What = 'the object of a key in the pipeline';
            Do = { Get-Content "$($emulator.Keys)/dox.json" -Raw | ConvertFrom-Json | Get-OAuthToken } }
        @{ What = 'the text of a key as an argument'; Do = { Get-OAuthToken -ServiceKey (Get-Content "$($emulator.Keys)/dox.json" -Raw) } }
        @{ What = 'the text of a key for a call';
            Do = { Invoke-BtpApi capabilities -ServiceKey (Get-Content "$($emulator.Keys)/dox.json" -Raw) } }
        @{ What = 'the object of a key for a call';
            Do = { Get-Content "$($emulator.Keys)/dox.json" -Raw | ConvertFrom-Json | Invoke-BtpApi capabilities } }
        @{ What = 'the text of a key for a test'; Do = { Get-Content "$($emulator.Keys)/dox.json" -Raw | Test-ServiceKey } }
        @{ What = 'a refresh token as text'; Do = { Get-OAuthToken -RefreshToken (Get-Content "$($emulator.Keys)/dox.json" -Raw) } }
    ) {
        $Error.Clear()
        $null = Get-Failure { try { & $Do } catch { Write-Error $_ } }
        $Error.Count | Should -BeGreaterThan 0
        $secret = (Get-Content "$($emulator.Keys)/dox.json" -Raw | ConvertFrom-Json).uaa.clientsecret
        ($Error | ForEach-Object { Get-Error -InputObject $_; $_ | Format-List * -Force; $_.TargetObject } |
            Out-String -Width 5000).Contains($secret) | Should -BeFalse
    }
}
