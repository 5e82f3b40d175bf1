BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
    $user = Import-EmulatorKey cis-central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
}

AfterAll { Stop-Emulator }

Describe 'Get-TokenClaims' {
    It 'names the claims of a user of XSUAA' {
        $claims = $user | Get-TokenClaims
        $claims | Should -BeOfType TokenModule.TokenClaims
        $claims.UserName, $claims.GrantType, $claims.Subdomain | Should -Be 'anna.admin@example.com', 'password', 'emulator'
        $claims.Algorithm, $claims.KeyId | Should -Be 'RS256', 'key-1'
        $claims.Scopes | Should -Contain 'cis-central!b14.global-account.read'
        $claims.LocalScopes | Should -Contain 'global-account.read'
        $claims.RoleCollections | Should -Not -BeNullOrEmpty
        $claims.SubaccountId, $claims.ZoneId, $claims.ServiceInstanceId | Should -Not -Contain $null
        $claims.SignatureVerified | Should -BeFalse
    }

    It 'reads the token of CIAM, which has no time of issue' {
        $claims = Import-EmulatorKey ciam | Get-OAuthToken | Get-TokenClaims
        $claims.Scopes | Should -Be 'application.client'
        $claims.IssuedAt | Should -BeNullOrEmpty
        $claims.Header.'pi.atm' | Should -Not -BeNullOrEmpty
    }

    It 'returns claims that have no property' {
        ($user | Get-TokenClaims).Claims.ext_attr.enhancer | Should -Be 'XSUAA'
    }

    It 'accepts a token as <Form>' -ForEach @(
        @{ Form = 'an argument'; Do = { Get-TokenClaims $user } }
        @{ Form = 'text'; Do = { $text | Get-TokenClaims } }
        @{ Form = 'a header'; Do = { "Bearer $text" | Get-TokenClaims } }
        @{ Form = 'a SecureString'; Do = { $user.AccessToken | Get-TokenClaims } }
    ) {
        $text = Import-EmulatorKey cis-central | Get-OAuthToken -AsPlainText
        (& $Do).UserName | Should -Be 'anna.admin@example.com'
    }

    It 'reports <Id> for <Token>' -ForEach @(
        @{ Token = ''; Id = 'TokenMalformed' }
        @{ Token = 'Bearer'; Id = 'TokenMalformed' }
        @{ Token = 'a.b.c'; Id = 'TokenMalformed' }
        @{ Token = 'a.b.c.d.e'; Id = 'TokenOpaque' }
        @{ Token = '0123456789abcdef'; Id = 'TokenOpaque' }
        @{ Token = 42; Id = 'TokenMalformed' }
    ) {
        (Get-Failure { Get-TokenClaims $Token }).FullyQualifiedErrorId | Should -Be "$Id,TokenModule.Cmdlets.GetTokenClaimsCommand"
    }

    It 'continues after an invalid token' {
        @('a.b', $user | Get-TokenClaims -ErrorAction SilentlyContinue).Count | Should -Be 1
    }

    It 'returns all claims as a hashtable in their order' {
        $table = $user | Get-TokenClaims -AsHashtable
        $table | Should -BeOfType Collections.Specialized.OrderedDictionary
        @($table.Keys)[0] | Should -Be 'jti'
        $table['ext_attr']['zdn'] | Should -Be 'emulator'
    }

    It 'returns all claims as equal JSON' {
        $json = $user | Get-TokenClaims -AsJson
        $json | Should -BeOfType string
        ($json | ConvertFrom-Json).'xs.system.attributes'.'xs.rolecollections' | Should -Be ($user | Get-TokenClaims).RoleCollections
    }

    It 'shows the current remaining lifetime of a token' {
        $claims = $user | Get-TokenClaims
        $first = $claims.ExpiresIn
        while ($claims.ExpiresIn -eq $first) { $null = [Threading.Thread]::Yield() }
        $claims.ExpiresIn | Should -BeLessThan $first
    }

    It 'returns scopes that can be compared' {
        $one = $user | Get-TokenClaims
        $other = Import-EmulatorKey cis-local | Get-OAuthToken | Get-TokenClaims
        $difference = Compare-Object $one.Scopes $other.Scopes
        ($difference | Where-Object SideIndicator -eq '=>').InputObject | Should -Be $other.Scopes
        Compare-Object $one.Scopes $one.Scopes | Should -BeNullOrEmpty
        (Compare-Object $one $other -Property ClientId).Count | Should -Be 2
    }
}

Describe 'The claims object' {
    BeforeAll {
        $text = Import-EmulatorKey cis-central | Get-OAuthToken -AsPlainText
        $claims = $text | Get-TokenClaims
        $header, $payload, $signature = $text.Split('.')
    }

    It 'contains no part of the token in the output of <Way>' -ForEach @(
        @{ Way = 'Export-Clixml'; Do = { [Management.Automation.PSSerializer]::Serialize($claims, 5) } }
        @{ Way = 'ConvertTo-Json'; Do = { $claims | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue } }
        @{ Way = 'Format-List *'; Do = { $claims | Format-List * -Force | Out-String -Width 9999 } }
        @{ Way = 'ConvertTo-Csv'; Do = { $claims | ConvertTo-Csv } }
        @{ Way = 'ToString'; Do = { $claims.ToString() } }
    ) {
        $written = (& $Do) -join "`n"
        foreach ($part in $header, $payload, $signature) { $written | Should -Not -Match ([regex]::Escape($part)) }
    }

    It 'is equal after Export-Clixml and Import-Clixml' {
        $file = Join-Path $TestDrive claims.xml
        $claims | Export-Clixml $file -Depth 5
        $back = Import-Clixml $file
        foreach ($name in 'ClientId', 'UserName', 'Scopes', 'LocalScopes', 'RoleCollections', 'SubaccountId', 'ExpiresAt',
            'SignatureVerified') { "$($back.$name)" | Should -Be "$($claims.$name)" }
        $back.Claims['ext_attr']['zdn'] | Should -Be 'emulator'
    }
}

Describe 'The view of claims' {
    BeforeAll {
        function Get-View($Claims, [string] $Rendering) {
            $before = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = $Rendering
            try { $Claims | Out-String -Width 200 } finally { $PSStyle.OutputRendering = $before }
        }

        # Creates a token with the claims and an invalid signature.
        function New-Token([string] $Claims) {
            $head, $body = '{"alg":"RS256"}', $Claims | ForEach-Object {
                [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($_)).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
            "$head.$body.AAAA"
        }

        $escape = [char] 27
        $claims = $user | Get-TokenClaims
        $view = $claims | Out-String -Width 200
    }

    It 'shows <What>' -ForEach @(
        @{ What = 'the user'; Pattern = '(?m)^User +: anna.admin@example.com \(sap.default\)' }
        @{ What = 'the client'; Pattern = '(?m)^Client +: sb-ut-.*\|cis-central!b14' }
        @{ What = 'the tenant'; Pattern = '(?m)^Tenant +: emulator \(6f1ad111-0001-[0-9a-f-]+\)' }
        @{ What = 'the subaccount'; Pattern = '(?m)^Subaccount +: 6f1ad111-0001-[0-9a-f-]+' }
        @{ What = 'the expiry and the remaining lifetime'; Pattern = '(?m)^Valid until +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(in 11 h 5\d min\)' }
        @{ What = 'scopes below their application'; Pattern = '(?m)^ +cis-central!b14\r?\n +  global-account.read' }
        @{ What = 'role collections'; Pattern = '(?m)^Role collections +: Global Account Administrator' }
        @{ What = 'that the signature was not checked'; Pattern = '(?m)^Signature +: not checked' }
    ) {
        $view | Should -Match $Pattern
    }

    It 'shows the expiry in local time' { $view | Should -BeLike "*$($claims.ExpiresAt.LocalDateTime.ToString('yyyy-MM-dd HH:mm:ss'))*" }

    It 'shows that the signature was verified' { ($user | Get-TokenClaims -Verify | Out-String) | Should -Match '(?m)^Signature +: verified' }

    It 'omits rows for absent claims' {
        $short = New-Token '{"sub":"x"}' | Get-TokenClaims | Out-String
        $short | Should -Match '(?m)^Valid until +: not in the token'
        $short | Should -Not -Match 'User|Tenant|Scopes|Role'
    }

    It 'has no color when the host renders plain text' -Skip:($PSEdition -ne 'Core') { Get-View $claims PlainText |
        Should -Not -Match $escape }

    It 'has color when the host supports it' -Skip:($PSEdition -ne 'Core') {
        Get-View $claims Ansi | Should -Match "Valid until +: $escape\[0m$escape\[32m\d{4}-.*$escape\[0m"
    }

    It 'marks an expired token' -Skip:($PSEdition -ne 'Core') {
        Get-View (New-Token '{"exp":1}' | Get-TokenClaims) Ansi |
            Should -Match "$([regex]::Escape($PSStyle.Formatting.Error))1970-01-0.* ago\)"
    }

    It 'has no color with NO_COLOR' -Skip:($PSEdition -ne 'Core') {
        $env:NO_COLOR = '1'
        try { Get-View $claims Ansi | Should -Match "Valid until +: $escape\[0m\d{4}-" } finally { $env:NO_COLOR = $null }
    }

    It 'has no color in a PowerShell started with NO_COLOR' -Skip:($PSEdition -ne 'Core') {
        $env:NO_COLOR = '1'
        try { $plain = Invoke-FreshPowerShell "Import-Module '$modulePath'; '$(New-Token '{"exp":1,"scope":["a!t1.b"]}')' |
            Get-TokenClaims | Out-String" } finally { $env:NO_COLOR = $null }
        $plain -join "`n" | Should -Match 'Valid until +: 1970-01-0'
        $plain -join "`n" | Should -Not -Match $escape
    }

    It 'shows no control characters of a terminal' {
        New-Token '{"user_name":"\u001b[31mroot\u0007","scope":["a!t1.\u001b]0;x"],"iss":"x\u202ey"}' | Get-TokenClaims | Out-String |
            Should -Not -Match "[$escape$([char] 7)$([char] 0x202e)]"
    }
}

Describe 'A pipeline of a million tokens' -Tag Slow {
    It 'uses constant memory' {
        $text = Import-EmulatorKey cis-local | Get-OAuthToken -AsPlainText
        $many = @($text) * 2000
        $null = $many | Get-TokenClaims
        $before = [GC]::GetTotalMemory($true)
        (& { foreach ($i in 1..500) { $many } } | Get-TokenClaims | Measure-Object).Count | Should -Be 1000000
        [GC]::GetTotalMemory($true) - $before | Should -BeLessThan 4MB
    }
}
