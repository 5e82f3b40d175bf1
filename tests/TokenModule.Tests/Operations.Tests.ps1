# Operations by name, objects that fill their paths, and the types of responses.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator

    function Get-Admin {
        $key = Import-EmulatorKey cis-central
        $null = $key | Get-OAuthToken -Credential (New-User bob@example.com Efgh)
        $key
    }

    # Returns the requests that change something.
    function Get-Change { @(Get-Request | Where-Object { $_.method -ne 'GET' -and $_.path -notlike '/uaa*' }) }
}

AfterAll { Stop-Emulator }

Describe 'An operation by name' {
    BeforeEach { Reset-Emulator; $key = Get-Admin }

    It 'sets the endpoint, the method and the path' {
        ($key | Invoke-BtpApi -Operation getSubaccounts).displayName | Should -Be 'trial', 'dev', 'prod'
        (Get-Request /accounts).path | Should -Be '/accounts/v1/subaccounts'
    }

    It 'is found in any case, with a token, and with the only key of the session' {
        ($key | Get-OAuthToken | Invoke-BtpApi -Operation GETSUBACCOUNTS).Count | Should -Be 3
        (Invoke-BtpApi -ServiceKey $key -Operation getGlobalAccount).displayName | Should -Not -BeNullOrEmpty
    }

    It 'comes from Get-BtpOperation' {
        @(Get-BtpOperation getSubaccounts | Invoke-BtpApi -ServiceKey $key).Count | Should -Be 3
        $subaccount = $key | Invoke-BtpApi -Operation getSubaccounts | Select-Object -First 1
        (Get-BtpOperation getSubaccount | Invoke-BtpApi -ServiceKey $key -PathParameter @{ subaccountGUID = $subaccount.guid }).guid |
            Should -Be $subaccount.guid
    }

    It 'that is misspelled suggests the nearest one, and sends no request' {
        Reset-Emulator
        $failure = Get-Failure { $key | Invoke-BtpApi -Operation getSubacounts }
        $failure.FullyQualifiedErrorId | Should -BeLike 'RequestInvalid*'
        "$failure" | Should -Match "Did you mean 'getSubaccounts'"
        Get-Request | Should -BeNullOrEmpty
    }

    It 'refuses another method' {
        "$(Get-Failure { $key | Invoke-BtpApi -Operation getSubaccounts -Method Delete })" | Should -Match 'Omit -Method'
    }

    It 'completes: <Text>' -ForEach @(
        @{ Text = '$key | Invoke-BtpApi -Operation getSubaccounts'; Expected = 'getSubaccounts' }
        @{ Text = 'Get-BtpOperation createSubac'; Expected = 'createSubaccount' }
        @{ Text = 'Invoke-BtpApi -Operation getSubaccount -PathParameter '; Expected = '@{ subaccountGUID = $null }' }
        @{ Text = 'Invoke-BtpApi -Operation createSubaccount -Body '; Expected = '@{ displayName = $null; region = $null }' }
    ) {
        (TabExpansion2 $Text $Text.Length).CompletionMatches[0].CompletionText | Should -Be $Expected
    }

    It 'describes its body' {
        $body = (Get-BtpOperation createSubaccount).Body
        ($body | Where-Object IsRequired).Name | Should -Be 'displayName', 'region'
        ($body | Where-Object Name -EQ labels).Type | Should -Be 'object'
    }

    It 'warns about unknown and missing members, and sends the request' {
        $warnings = $key | Invoke-BtpApi -Operation createSubaccount -Body @{ displayNam = 'x'; region = 'eu10' } 3>&1 2>$null |
            Where-Object { $_ -is [Management.Automation.WarningRecord] }
        "$warnings" | Should -Match "no member 'displayNam'. Did you mean 'displayName'\?"
        "$warnings" | Should -Match "required member 'displayName' of createSubaccount is missing"
        (Get-Change).Count | Should -Be 1
    }

    It 'warns about a body of any type in the same way: <Type>' -ForEach @(
        @{ Type = 'hashtable'; Body = { @{ displayNam = 'x'; region = 'eu10' } } }
        @{ Type = 'object'; Body = { [pscustomobject]@{ displayNam = 'x'; region = 'eu10' } } }
        @{ Type = 'text'; Body = { '{"displayNam":"x","region":"eu10"}' } }
        @{ Type = 'dictionary'; Body = {
            $table = [Collections.Generic.Dictionary[string, object]]::new(); $table.displayNam = 'x'; $table.region = 'eu10'; $table } }
        @{ Type = 'class'; Body = {
            & ([scriptblock]::Create('class OwnSubaccount { $displayNam = "x"; $region = "eu10" }; [OwnSubaccount]::new()')) } }
    ) {
        $written = $key | Invoke-BtpApi -Operation createSubaccount -Body (& $Body) -WhatIf 3>&1
        $written.Message | Should -Be "createSubaccount has no member 'displayNam'. Did you mean 'displayName'?",
            "The required member 'displayName' of createSubaccount is missing."
    }

    It 'warns about at most five unknown members' {
        $many = @{ displayName = 'x'; region = 'eu10'; "a`e[31m" = 1; ('n' * 5000) = 1 }
        1..20 | ForEach-Object { $many["m$_"] = 1 }
        $written = @($key | Invoke-BtpApi -Operation createSubaccount -Body $many -WhatIf 3>&1)
        $written.Count | Should -Be 6
        $written[5].Message | Should -BeLike '*17 further members*'
        $written.Message | Where-Object { $_.Length -gt 400 -or $_ -match '[\x00-\x1f]' } | Should -BeNullOrEmpty
    }

    It 'with a body that cannot be read is not sent' {
        $body = [pscustomobject]@{ displayName = 'x' } | Add-Member ScriptProperty region { throw 'canary' } -PassThru
        (Get-Failure { $key | Invoke-BtpApi -Operation createSubaccount -Body $body }).FullyQualifiedErrorId |
            Should -BeLike 'RequestInvalid,*'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'does not warn about a complete body in any form' {
        $bodies = @{ displayName = 'x'; region = 'eu10' }, [pscustomobject]@{ displayName = 'x'; region = 'eu10' },
            '{"displayName":"x","region":"eu10"}'
        foreach ($body in $bodies) {
            $key | Invoke-BtpApi -Operation createSubaccount -Body $body -WhatIf 3>&1 |
                Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
        }
    }
}

Describe 'A path' {
    BeforeEach { Reset-Emulator; $key = Get-Admin; $subaccounts = @($key | Invoke-BtpApi -Operation getSubaccounts) }

    It 'is filled by piped objects' {
        ($subaccounts | Invoke-BtpApi -ServiceKey $key -Operation getSubaccount).displayName | Should -Be 'trial', 'dev', 'prod'
        ($subaccounts | Where-Object region -EQ us10 | Invoke-BtpApi -ServiceKey $key -Operation getSubaccount).displayName |
            Should -Be 'prod'
    }

    It 'is filled by the objects of a previous operation' {
        $key | Invoke-BtpApi -Operation getSubaccounts | Where-Object region -EQ us10 |
            Invoke-BtpApi -ServiceKey $key -Operation getSubaccountLabels | Should -Not -BeNullOrEmpty
        (Get-Request /accounts/v1/subaccounts/ GET).path | Should -BeLike '*/labels'
    }

    It 'is filled by objects that a job has returned' {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($subaccounts[1]))
        ($copy | Invoke-BtpApi -ServiceKey $key -Operation getSubaccount).displayName | Should -Be 'dev'
    }

    It 'of a GET is filled by a property with its own name' {
        ([pscustomobject]@{ subaccountGUID = $subaccounts[0].guid } | Invoke-BtpApi -ServiceKey $key -Operation getSubaccount).displayName |
            Should -Be 'trial'
    }

    It 'of a change is never filled by an undeclared property' {
        $instance = [pscustomobject]@{ PSTypeName = 'TokenModule.Provisioning.EnvironmentInstance'; id = '1';
            subaccountGUID = $subaccounts[0].guid }
        $plain = [pscustomobject]@{ subaccountGUID = $subaccounts[0].guid; guid = $subaccounts[0].guid }
        $failures = Get-Failure { $instance, $plain | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount -Confirm:$false }
        $failures.Count | Should -Be 2
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'RequestInvalid*'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'without placeholders refuses piped objects' {
        (Get-Failure { $subaccounts | Invoke-BtpApi -ServiceKey $key -Operation getSubaccounts }).Count | Should -Be 3
    }

    It 'is not called for an empty value or a text: <_>' -ForEach $null, 'x' {
        $value = $_
        $failures = Get-Failure { , $value | Invoke-BtpApi -ServiceKey $key -Operation deleteEnvironmentInstances -Confirm:$false }
        $failures.FullyQualifiedErrorId | Should -BeLike 'RequestInvalid*'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'is still called for the other objects after an error' {
        $mixed = @($subaccounts[0], [pscustomobject]@{ name = 'x' }, $subaccounts[1])
        $output = $mixed | Invoke-BtpApi -ServiceKey $key -Operation getSubaccount -ErrorAction SilentlyContinue -ErrorVariable failures
        $output.displayName | Should -Be 'trial', 'dev'
        $failures.Count | Should -Be 1
    }

    It 'is encoded, and shown by -WhatIf' {
        $shown = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'; `$null = Import-ServiceKey '$($emulator.Keys)/cis-central.json' -WarningAction Ignore
            Invoke-BtpApi -Operation deleteSubaccount -PathParameter @{ subaccountGUID = 'a/b c' } -WhatIf
"@
        "$shown" | Should -Match '/accounts/v1/subaccounts/a%2Fb%20c'
    }

    It 'without a value names the placeholder' {
        "$(Get-Failure { $key | Invoke-BtpApi -Operation getSubaccount })" | Should -Match "requires a value for 'subaccountGUID'"
    }
}

Describe 'The examples of README.md' {
    BeforeAll {
        $key = Get-Admin
        $examples = Get-Content (Join-Path $repository README.md) | Where-Object { $_ -match '^\$key \| Invoke-BtpApi -Operation get' }
    }

    It 'print objects with values, or write a table of texts' {
        $examples.Count | Should -BeGreaterThan 2
        Push-Location $TestDrive
        try {
            foreach ($example in $examples) {
                $output = & ([scriptblock]::Create($example)) | Out-String
                if ($example -match 'Export-Csv (\S+)') { $output = Get-Content $Matches[1] -Raw }
                $output | Should -Match '\d' -Because $example
                $output | Should -Not -Match '@\{|\w\[\]' -Because $example
            }
        }
        finally { Pop-Location }
    }

    It 'describe operations without compiler-generated types in a CSV file' {
        Get-BtpOperation createSubaccount | ConvertTo-Csv | Out-String | Should -Not -Match '[<>]'
    }
}

Describe 'A request that probably contains a mistake' {
    BeforeEach { Reset-Emulator; $key = Get-Admin }

    It 'is sent with a warning: <What>' -ForEach @(
        @{ What = 'a misspelled query name'; Warning = "*no query parameter 'pagesize'*'pageSize'*"
            Do = { $key | Invoke-BtpApi -Operation getEvents -Query @{ pagesize = 10 } } }
        @{ What = 'no body'; Warning = "*requires a body with 'displayName', 'region'*"; Do = { $key | Invoke-BtpApi -Operation createSubaccount } }
        @{ What = 'text that is not JSON'; Warning = '*not valid JSON at line 1, position 18*'
            Do = { $key | Invoke-BtpApi -Operation createSubaccount -Body '{ "displayName": canary }' } }
    ) {
        $warnings = & $Do 3>&1 2>$null | Where-Object { $_ -is [Management.Automation.WarningRecord] }
        "$warnings" | Should -BeLike $Warning
        "$warnings" | Should -Not -Match canary
        @(Get-Request | Where-Object path -NotLike '/uaa*').Count | Should -Be 1
    }

    It 'contains half a surrogate pair, and the service decides: <What>' -ForEach @(
        @{ What = 'in a value'; Text = "{ `"displayName`": `"$([char] 0xD800)`" }" }
        @{ What = 'escaped in a name'; Text = '{ "\ud800": 1, "region": "eu10" }' }
    ) {
        $failures = @(Get-Failure { $key | Invoke-BtpApi -Operation createSubaccount -Body $Text -WarningAction Ignore })
        $failures.FullyQualifiedErrorId | Should -Match '^(ApiError|ServerError),'
        (Get-Change).method | Should -Be POST
    }

    It 'has text that is not JSON at <Place>' -ForEach @(
        @{ Place = 'line 1, position 1'; Text = '' }
        @{ Place = 'line 1, position 13'; Text = '{ "a": "€ü",b }' }
        @{ Place = 'line 2, position 8'; Text = "{ `"a`": 1,`n`"ü€😀`" 1}" }
        @{ Place = 'line 3, position 1'; Text = "{`n`"a`": 1,`n" }
        @{ Place = 'line 1, position 8'; Text = '[1, 2] 3' }
    ) {
        $warning = $key | Invoke-BtpApi -Operation createSubaccount -Body $text -WhatIf 3>&1
        "$warning" | Should -BeLike "*not valid JSON at $Place.*"
    }

    It 'is checked as JSON: <Type> is <Json>' -ForEach @(
        @{ Type = 'application/json'; Json = $true }
        @{ Type = 'Application/JSON; charset=utf-8'; Json = $true }
        @{ Type = 'application/vnd.sap+json'; Json = $true }
        @{ Type = 'application/json-seq'; Json = $false }
        @{ Type = 'application/jsonl'; Json = $false }
        @{ Type = 'text/csv'; Json = $false }
    ) {
        $warning = $key | Invoke-BtpApi -Path x -Endpoint accounts -Method Post -Body 'a;b' -ContentType $Type -WhatIf 3>&1
        ("$warning" -like '*not valid JSON*') | Should -Be $Json
    }

    It 'has the name of an operation as its path, which the error explains' {
        "$(Get-Failure { $key | Invoke-BtpApi getSubaccounts -Endpoint accounts })" | Should -Match '-Operation getSubaccounts'
    }
}

Describe 'A deletion by operation' {
    BeforeEach { Reset-Emulator; $key = Get-Admin; $subaccount = @($key | Invoke-BtpApi -Operation getSubaccounts)[1] }

    It 'is refused without a console, and names -Confirm:$false' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'; `$key = Import-ServiceKey '$($emulator.Keys)/cis-central.json' -WarningAction Ignore
            `$bob = [pscredential]::new('bob@example.com', (ConvertTo-SecureString Efgh -AsPlainText -Force))
            `$null = `$key | Get-OAuthToken -Credential `$bob
            try { Invoke-BtpApi -Operation deleteSubaccount -PathParameter @{ subaccountGUID = '$($subaccount.guid)' } -ErrorAction Stop }
            catch { "`$(`$_.FullyQualifiedErrorId) `$_" }
"@
        "$output" | Should -Match 'RequestInvalid.*-Confirm:\$false'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'is refused when the standard input has ended' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'; `$null = Import-ServiceKey '$($emulator.Keys)/cis-local.json'
            1..2 | ForEach-Object { [pscustomobject]@{ PSTypeName = 'TokenModule.Accounts.Subaccount'; guid = "some-id-`$_" } } |
                Invoke-BtpApi -Operation deleteSubaccount -ServiceKey cis-local -Endpoint accounts -ErrorAction SilentlyContinue
            `$Error[0].FullyQualifiedErrorId
"@ -Answer y 2>&1
        "$output" | Should -Match 'RequestInvalid,'
        (Get-Change).path | Should -Be '/accounts/v1/subaccounts/some-id-1'
    }

    It 'is sent with -Confirm:$false' {
        $null = $subaccount | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount -Confirm:$false
        (Get-Change).method | Should -Be 'DELETE'
    }

    It 'is sent when $ConfirmPreference turns the question off' {
        & { $ConfirmPreference = 'None'; $null = $subaccount | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount }
        (Get-Change).method | Should -Be 'DELETE'
    }

    It 'is not sent for a piped value that selects nothing: <What>' -ForEach @(
        @{ What = 'nothing'; Do = { $null | Invoke-BtpApi -Operation deleteEnvironmentInstances } }
        @{ What = 'nothing, with a key'; Do = { $null | Invoke-BtpApi -Operation deleteEnvironmentInstances -ServiceKey $key } }
        @{ What = 'an empty argument'; Do = { Invoke-BtpApi -Operation deleteEnvironmentInstances -InputObject $null } }
        @{ What = 'an argument of text'; Do = { Invoke-BtpApi -Operation deleteEnvironmentInstances -InputObject x -ServiceKey $key } }
        @{ What = 'a second key'; Do = { $key | Invoke-BtpApi -Operation deleteEnvironmentInstances -ServiceKey $key } }
        @{ What = 'a token next to a key'; Do = { $key | Get-OAuthToken |
            Invoke-BtpApi -Operation deleteEnvironmentInstances -ServiceKey $key } }
        @{ What = 'an operation'; Do = { Get-BtpOperation getSubaccount |
            Invoke-BtpApi -Operation deleteEnvironmentInstances -ServiceKey $key } }
        @{ What = 'text, with a path'; Do = { 'x' | Invoke-BtpApi 'DELETE /provisioning/v1/environments' -ServiceKey $key } }
        @{ What = 'nothing, with a path'; Do = { $null |
            Invoke-BtpApi /provisioning/v1/environments -Endpoint provisioning -Method Delete -ServiceKey $key } }
        @{ What = 'an object, with a path'; Do = { $subaccount |
            Invoke-BtpApi /provisioning/v1/environments -Endpoint provisioning -Method Delete -ServiceKey $key } }
        @{ What = 'an empty text argument next to a key'; Do = { $key |
            Invoke-BtpApi -Operation deleteEnvironmentInstances -InputObject '' } }
        @{ What = 'an object argument, with a path'; Do = { $key |
            Invoke-BtpApi /provisioning/v1/environments -Endpoint provisioning -Method Delete -InputObject $subaccount } }
        @{ What = 'objects next to an object argument'; Do = { $subaccount, $subaccount |
            Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount -InputObject $subaccount } }
        @{ What = 'objects next to an object argument and a token'; Do = { $subaccount |
            Invoke-BtpApi -Token ($key | Get-OAuthToken) -Operation deleteSubaccount -InputObject $subaccount } }
        @{ What = 'blank text, with an endpoint'; Do = { ' ' | Invoke-BtpApi -Endpoint provisioning -Method Delete } }
        @{ What = 'an object with an empty id'; Do = { [pscustomobject]@{ PSTypeName = 'TokenModule.Accounts.Subaccount'; guid = '' } |
            Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount } }
        @{ What = 'an object whose id cannot be read'; Do = { [pscustomobject]@{ PSTypeName = 'TokenModule.Accounts.Subaccount' } |
            Add-Member ScriptProperty guid { throw 'canary' } -PassThru | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount } }
        @{ What = 'an empty path argument'; Do = { $key | Invoke-BtpApi $undefined -Endpoint provisioning -Method Delete } }
        @{ What = 'a path with an empty id'; Do = {
            $key | Invoke-BtpApi "/provisioning/v1/environments/$undefined" -Endpoint provisioning -Method Delete } }
        @{ What = 'an array as an id'; Do = { $key | Invoke-BtpApi -Operation deleteSubaccount -PathParameter @{
            subaccountGUID = 'a', 'b' } } }
        @{ What = 'an id twice'; Do = { $twice = [hashtable]::new(); $twice.subaccountGUID = 'a'; $twice.SUBACCOUNTguid = 'b'
            $key | Invoke-BtpApi -Operation deleteSubaccount -PathParameter $twice } }
        @{ What = 'numbers, with a path'; Do = { 1, 2 |
            Invoke-BtpApi /provisioning/v1/environments -Endpoint provisioning -Method Post -ServiceKey $key } }
    ) {
        $ConfirmPreference = 'None'
        (Get-Failure $Do).FullyQualifiedErrorId | Should -BeLike 'RequestInvalid,*'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'with -InputObject belongs to the piped key' {
        # The session has other keys too.
        $ConfirmPreference = 'None'
        $null = $key | Invoke-BtpApi -Operation deleteSubaccount -InputObject $subaccount
        (Get-Change).path | Should -Be "/accounts/v1/subaccounts/$($subaccount.guid)"
        $failures = Get-Failure { $null, 'no-such-key' | Invoke-BtpApi -Operation deleteSubaccount -InputObject $subaccount }
        $failures.FullyQualifiedErrorId | Should -BeLike 'ServiceKeyNotFound,*'
        $failures.Count, @(Get-Change).Count | Should -Be 2, 1
    }

    It 'is not sent to the root for the piped path <Name>' -ForEach @(
        @{ Name = 'of a space'; Piped = ' ' }, @{ Name = 'of a no-break space'; Piped = "$([char] 0xA0)" }
        @{ Name = 'of an invisible character'; Piped = "$([char] 0x200B)" }, @{ Name = '?'; Piped = '?' }, @{ Name = '#'; Piped = '#' }
        @{ Name = '.'; Piped = '.' }, @{ Name = '/ '; Piped = '/ ' }, @{ Name = 'with ..'; Piped = '/accounts/v1/..' }
        @{ Name = 'of a boolean'; Piped = $false }, @{ Name = 'of a time'; Piped = [datetime] '2026-01-01' }
    ) {
        Get-ServiceKey | Where-Object Name -NE $key.Name | Remove-ServiceKey -Confirm:$false
        $id = { param($Failure) $Failure.FullyQualifiedErrorId }
        & $id (Get-Failure { $Piped | Invoke-BtpApi -Endpoint accounts -Method Delete }) | Should -BeLike 'RequestInvalid,*'
        & $id (Get-Failure { $Piped | Invoke-BtpApi -ServiceKey $key -Endpoint accounts -Method Delete }) | Should -BeLike 'RequestInvalid,*'
        Get-Change | Should -BeNullOrEmpty
    }

    It 'is sent for each piped <What>' -ForEach @(
        @{ What = 'key'; Do = { $key | Invoke-BtpApi -Operation deleteSubaccount -PathParameter $id } }
        @{ What = 'name of a key'; Do = { $key.Name |
            Invoke-BtpApi -Operation deleteSubaccount -PathParameter $id } }
        @{ What = 'token'; Do = { $key | Get-OAuthToken |
            Invoke-BtpApi -Operation deleteSubaccount -PathParameter $id } }
        @{ What = 'operation'; Do = { Get-BtpOperation deleteSubaccount |
            Invoke-BtpApi -ServiceKey $key -PathParameter $id } }
        @{ What = 'path'; Do = { '/accounts/v1/subaccounts/some-id' | Invoke-BtpApi -ServiceKey $key -Endpoint accounts -Method Delete } }
        @{ What = 'object'; Do = { $subaccount | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount } }
    ) {
        $ConfirmPreference = 'None'
        $id = @{ subaccountGUID = 'some-id' }
        $subaccount = [pscustomobject]@{ PSTypeName = 'TokenModule.Accounts.Subaccount'; guid = 'some-id' }
        $null = & $Do 2>&1
        @(Get-Change).path | Should -Be '/accounts/v1/subaccounts/some-id'
    }

    It 'is confirmed once when $ConfirmPreference is <_>' -ForEach 'Low', 'Medium', 'High' {
        $output = Invoke-FreshPowerShell @"
            Import-Module '$modulePath'; `$null = Import-ServiceKey '$($emulator.Keys)/cis-local.json'; `$ConfirmPreference = '$_'
            Invoke-BtpApi -Operation deleteSubaccount -Endpoint accounts -PathParameter @{ subaccountGUID = 'some-id' }
"@ -Answer y 2>&1
        [regex]::Matches("$output", 'Yes to All').Count | Should -Be 1
        (Get-Change).method | Should -Be 'DELETE'
    }

    It 'is only shown with -WhatIf' {
        $subaccount | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount -WhatIf
        Get-Change | Should -BeNullOrEmpty
    }
}

Describe 'A response' {
    BeforeEach { Reset-Emulator; $key = Get-Admin }

    It 'has the type of its schema, also by path and page by page' {
        ($key | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts)[0].PSTypeNames[0] |
            Should -Be 'TokenModule.Accounts.Subaccount'
        ($key | Invoke-BtpApi -Operation getEvents -First 3).ForEach({ $_.PSTypeNames[0] }) | Should -Be (@('TokenModule.Events.Event') * 3)
        ($key | Invoke-BtpApi -Operation getGlobalAccount).PSTypeNames[0] | Should -Be 'TokenModule.Accounts.GlobalAccount'
    }

    It 'has the type of the result that was waited for, so that it fills the next path' {
        Set-Emulator @{ jobPolls = 0 }
        $created = $key | Invoke-BtpApi -Operation createSubaccount -Body @{ displayName = 'x'; region = 'eu10' } -Wait
        $created.state, $created.PSTypeNames[0] | Should -Be 'OK', 'TokenModule.Accounts.Subaccount'
        $created | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccount -Wait -Confirm:$false |
            Should -BeNullOrEmpty
        $job = Import-EmulatorKey cis-local |
            Invoke-BtpApi -Operation createSubscriptionAsync -PathParameter @{ appName = 'dox-ui' } -Body @{} -Wait
        $job.state, $job.PSTypeNames[0] | Should -Be 'SUCCEEDED', 'TokenModule.SaasRegistry.Job'
        $raw = $key | Invoke-BtpApi -Operation createSubaccount -Body @{ displayName = 'y'; region = 'eu10' } -Wait -Raw
        $raw | Should -BeOfType string
    }

    It 'without an operation of the catalog has no type' {
        Add-Fault @{ path = '/accounts'; status = 200; body = '{"a":1}' }
        ($key | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/else).PSTypeNames[0] | Should -Not -BeLike 'TokenModule*'
    }

    It 'has the same JSON as before, and a table' {
        $subaccount = @($key | Invoke-BtpApi -Operation getSubaccounts)[0]
        $raw = ($key | Invoke-BtpApi -Operation getSubaccounts -Raw | ConvertFrom-Json).value[0]
        ($subaccount | ConvertTo-Json -Depth 9) | Should -Be ($raw | ConvertTo-Json -Depth 9)
        ($subaccount | Out-String -Width 200) | Should -Match 'Name\s+Region\s+State\s+Subdomain'
        ($key | Invoke-BtpApi -Operation getSubaccounts -AsHashtable)[0] | Should -BeOfType Collections.IDictionary
    }

    It 'has the directories of all levels as a hidden property' {
        $team = ($key | Invoke-BtpApi -Operation getGlobalAccount -Query @{ expand = $true }).children[0]
        foreach ($name in 'Team A1', 'Team A2') {
            $null = $key | Invoke-BtpApi -Operation createDirectory -Query @{ parentGUID = $team.guid } -Body @{ displayName = $name }
        }
        $null = $key | Invoke-BtpApi -Operation createDirectory -Body @{ displayName = 'Team B' }

        $account = $key | Invoke-BtpApi -Operation getGlobalAccount -Query @{ expand = $true }
        $account.Directories.displayName | Should -Be 'Team A', 'Team A1', 'Team A2', 'Team B'
        $account.Directories.ForEach({ $_.PSTypeNames[0] }) | Select-Object -Unique | Should -Be 'TokenModule.Accounts.Directory'
        ($account.Directories | Invoke-BtpApi -ServiceKey $key -Operation getDirectory).displayName |
            Should -Be 'Team A', 'Team A1', 'Team A2', 'Team B'
        $account.Directories[0].Directories.displayName | Should -Be 'Team A1', 'Team A2'
        $account.Directories[1].Directories | Should -BeNullOrEmpty
        $account | ConvertTo-Json -Depth 1 -WarningAction Ignore | Should -Not -Match '"Directories"'
        ($key | Invoke-BtpApi -Operation getGlobalAccount).Directories | Should -BeNullOrEmpty
    }

    It 'has its labels as one text in a hidden property' {
        $body = @{ displayName = 'x'; labels = [ordered]@{ Team = @('A', 'B'); Empty = @() } }
        $directory = $key | Invoke-BtpApi -Operation createDirectory -Body $body
        $directory.LabelText | Should -Be 'Team=A,B; Empty'
        @($key | Invoke-BtpApi -Operation getSubaccounts)[0].LabelText | Should -Be ''
        $directory | ConvertTo-Json | Should -Not -Match 'LabelText'
    }

    It 'has its hidden properties in strict mode, although members are absent' {
        Add-Fault @{ path = '/accounts'; status = 200; body = '{"guid":"g","children":[{"guid":"c"}]}' }
        & {
            Set-StrictMode -Version Latest
            $account = $key | Invoke-BtpApi -Operation getGlobalAccount
            $account.Directories.guid | Should -Be 'c'
            $account.Directories[0].LabelText | Should -Be ''
        }
    }

    It 'has the assignments of service plans as rows in a hidden property' {
        $entitlements = $key | Invoke-BtpApi -Operation getDirectoryAssignments
        $entitlements.Assignments.ForEach({ "$($_.Service) $($_.Plan) $($_.EntityType) $($_.Amount) $($_.State)" }) |
            Should -Be 'cis local SUBACCOUNT 1 OK', 'destination lite SUBACCOUNT 1 OK'
        $entitlements.Assignments | Out-String -Width 200 | Should -Match 'Service\s+Plan\s+EntityType\s+EntityId\s+Amount\s+State'
        $entitlements | ConvertTo-Json | Should -Not -Match '"Assignments"'
    }

    It 'has its times as hidden properties' {
        $subaccount = @($key | Invoke-BtpApi -Operation getSubaccounts)[0]
        $time = [DateTimeOffset] '2024-03-01T08:00:00Z'
        $subaccount.Created | Should -Be $time.LocalDateTime
        $subaccount.createdDate = $time.ToUnixTimeMilliseconds()
        $subaccount.Created | Should -Be $time.LocalDateTime
        $event = $key | Invoke-BtpApi -Operation getEvents -First 1
        $event.Happened | Should -BeOfType datetime
        $event | ConvertTo-Json | Should -Not -Match 'Happened'
        $event | ConvertTo-Csv | Out-String | Should -Not -Match 'Happened'
    }
}

Describe 'An operation of XSUAA' {
    BeforeEach { Reset-Emulator; $key = Import-EmulatorKey bindings/xsuaa-api }

    It 'lists role collections and their roles' {
        $collections = $key | Invoke-BtpApi -Operation getRoleCollections
        $collections.name | Should -Be 'Librarian', 'Reader', 'Subaccount Viewer'
        ($collections[0] | Invoke-BtpApi -ServiceKey $key -Operation getRolesByRoleCollectionName).name | Should -Be 'Viewer', 'Editor'
        ($collections | Out-String -Width 200) | Should -Match 'Name\s+ReadOnly\s+Roles\s+Description'
        ($collections | Out-String -Width 200) | Should -Match 'Librarian\s+False\s+Viewer, Editor'
    }

    It 'adds piped roles to a role collection, and deletes it' {
        $null = $key | Invoke-BtpApi -Operation createRoleCollection -Body @{ name = 'New one' }
        $null = $key | Invoke-BtpApi -Operation getRoles |
            Invoke-BtpApi -ServiceKey $key -Operation addRoleToRoleCollection -PathParameter @{ roleCollectionName = 'New one' }
        $new = $key | Invoke-BtpApi -Operation getRoleCollectionByName -PathParameter @{ roleCollectionName = 'New one' }
        $new.roleReferences.name | Should -Be 'Viewer', 'Editor'
        $null = $new | Invoke-BtpApi -ServiceKey $key -Operation deleteRoleCollectionByName -Confirm:$false
        ($key | Invoke-BtpApi -Operation getRoleCollections).name | Should -Not -Contain 'New one'
    }

    It 'reads users in pages of SCIM, with a type' {
        ($key | Invoke-BtpApi -Operation findUsers).resources.Count | Should -Be 100
        $users = $key | Invoke-BtpApi -Operation findUsers -All
        $users.Count | Should -Be 250
        ($users.id | Select-Object -Unique).Count | Should -Be 250
        $users[249].PSTypeNames[0] | Should -Be 'TokenModule.Authorization.User'
        ($users[0] | Out-String -Width 200) | Should -Match 'UserName\s+Origin\s+Active\s+Id'
        @($key | Invoke-BtpApi -Operation findUsers -First 120).Count | Should -Be 120
    }

    It 'deletes a piped user and no piped group' {
        $user = $key | Invoke-BtpApi -Operation findUsers -First 1
        $null = $user | Invoke-BtpApi -ServiceKey $key -Operation deleteUser -Confirm:$false
        (Get-Change).path | Should -Be "/Users/$($user.id)"
        $group = $key | Invoke-BtpApi -Operation listGroups -First 1
        (Get-Failure { $group | Invoke-BtpApi -ServiceKey $key -Operation deleteUser -Confirm:$false }).FullyQualifiedErrorId |
            Should -BeLike 'RequestInvalid*'
        @(Get-Change).Count | Should -Be 1
    }

    It 'explains a missing scope with the plan and the role collection' {
        Add-Fault @{ path = '/Users'; status = 403 }
        $reader = Import-EmulatorKey bindings/xsuaa
        "$(Get-Failure { $reader | Invoke-BtpApi -Operation findUsers })" |
            Should -Match "xs_user\.read.*the plan 'apiaccess' of the service 'xsuaa'.*'Subaccount Administrator' or 'Subaccount Viewer'"
    }
}

Describe 'An operation of Subscription Manager' {
    It 'reads pages that a cursor connects' {
        Reset-Emulator
        $key = Import-EmulatorKey bindings/subscription-manager
        $subscriptions = $key | Invoke-BtpApi -Operation getSubscriptions -Query @{ top = 20 } -All
        $subscriptions.subscriber.subaccountSubdomain | Should -Be (1..45 | ForEach-Object { "consumer-$_" })
        @(Get-Request /subscription-manager).Count | Should -Be 3
        ($subscriptions[0] | Out-String -Width 200) | Should -Match 'consumer-1\s+emulated-app\s+standard\s+SUBSCRIBED'
    }
}

Describe 'An operation of the Destination service' {
    BeforeEach { Reset-Emulator; $key = Import-EmulatorKey bindings/destination }

    It 'lists destinations, completely or in pages' {
        $destinations = $key | Invoke-BtpApi -Operation getSubaccountDestinations -All
        $destinations.Name | Should -Be 'erp', 'crm'
        ($key | Invoke-BtpApi -Operation getSubaccountDestinations -Query @{ '$page' = 1; '$pageSize' = 1 } -All).Name |
            Should -Be 'erp', 'crm'
        ($destinations | Out-String -Width 200) | Should -Match 'Name\s+Type\s+Authentication\s+ProxyType\s+Url'
    }

    It 'finds and deletes a piped destination only on its own level' {
        $crm = $key | Invoke-BtpApi -Operation getSubaccountDestinations | Where-Object Name -EQ crm
        ($crm | Invoke-BtpApi -ServiceKey $key -Operation findDestination).destinationConfiguration.URL |
            Should -Be 'https://crm.example.com'
        (Get-Failure { $crm | Invoke-BtpApi -ServiceKey $key -Operation deleteInstanceDestination -Confirm:$false }).FullyQualifiedErrorId |
            Should -BeLike 'RequestInvalid*'
        $null = $crm | Invoke-BtpApi -ServiceKey $key -Operation deleteSubaccountDestination -Confirm:$false
        ($key | Invoke-BtpApi -Operation getSubaccountDestinations).Name | Should -Be 'erp'
    }
}

Describe 'An operation of AI Core' {
    BeforeEach {
        Reset-Emulator
        $key = Import-EmulatorKey bindings/aicore
        $group = @{ Headers = @{ 'AI-Resource-Group' = 'default' } }
    }

    It 'lists deployments of a resource group in pages' {
        $deployments = $key | Invoke-BtpApi -Operation deployment.query @group -Query @{ '$top' = 10 } -All
        $deployments.Count | Should -Be 25
        @(Get-Request /v2/lm/deployments).Count | Should -Be 3
        ($deployments[0] | Out-String -Width 200) | Should -Match 'Id\s+Status\s+TargetStatus\s+Scenario'
    }

    It 'waits until a new deployment is running' {
        $deployment = $key | Invoke-BtpApi -Operation deployment.create @group -Body @{ configurationId = 'c1' } -Wait -PollIntervalSec 1
        $deployment.status | Should -Be 'RUNNING'
    }

    It 'deletes a piped deployment, and waits until it is deleted' {
        $first = $key | Invoke-BtpApi -Operation deployment.query @group -First 1
        $first | Invoke-BtpApi -ServiceKey $key -Operation deployment.delete @group -Confirm:$false -Wait -PollIntervalSec 1
        (Get-Failure { $first | Invoke-BtpApi -ServiceKey $key -Operation deployment.get @group }).FullyQualifiedErrorId |
            Should -BeLike 'ApiNotFound*'
    }
}
