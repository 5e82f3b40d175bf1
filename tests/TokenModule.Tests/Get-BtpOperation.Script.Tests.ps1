BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    $script = Join-Path $TestDrive 'deploy.ps1'
    function Read-Call([string] $Text) {
        Set-Content -LiteralPath $script $Text
        Get-BtpOperation -Script $script
    }
}

Describe 'Get-BtpOperation -Script' {
    BeforeAll { Start-Emulator }
    AfterAll { Stop-Emulator }

    It 'shows whether a token <How> permits each call' -ForEach @(
        @{ How = 'as an argument'; Do = { Get-BtpOperation -Script $script -Token $token } }
        @{ How = 'from the pipeline'; Do = { $token | Get-BtpOperation -Script $script } }
    ) {
        Set-Content -LiteralPath $script 'Invoke-BtpApi -Operation getEvents; Invoke-BtpApi -Operation createSubaccount; Invoke-BtpApi -Operation $x'
        $token = Import-EmulatorKey cis-local | Get-OAuthToken
        $calls = & $Do
        $calls.Operation | Should -Be 'getEvents', 'createSubaccount', $null
        $calls.Allowed | Should -Be $true, $false, $null
    }

    It 'lists the calls of a key, and calls with a problem' {
        Set-Content -LiteralPath $script 'Invoke-BtpApi -Operation getEvents; Invoke-BtpApi -Operation getDatasets; Invoke-BtpApi -Operation $x'
        $ber = Import-EmulatorKey ber
        (Get-BtpOperation -Script $script -ServiceKey $ber).Operation | Should -Be 'getDatasets', $null
        ($ber | Get-BtpOperation -Script $script).Operation | Should -Be 'getDatasets', $null
    }

    It 'needs no script for a token with a key: <How>' -ForEach @(
        @{ How = 'both as arguments'; Do = { Get-BtpOperation -Token $token -ServiceKey $key } }
        @{ How = 'the token from the pipeline'; Do = { $token | Get-BtpOperation -ServiceKey $key } }
    ) {
        $key = Import-EmulatorKey cis-local
        $token = $key | Get-OAuthToken
        $operations = & $Do
        $operations.Endpoint | Should -Not -Contain 'sm'
        ($operations | Where-Object OperationId -EQ getEvents).Allowed | Should -BeTrue
        ($operations | Where-Object OperationId -EQ createSubaccount).Allowed | Should -BeFalse
    }

    It 'accepts <What>' -ForEach @(
        @{ What = 'a file'; Do = { Get-BtpOperation -Script (Get-Item $script) } }
        @{ What = 'files'; Do = { Get-BtpOperation -Script @(Get-Item $script) } }
        @{ What = 'a resolved path'; Do = { Get-BtpOperation -Script (Resolve-Path $script) } }
        @{ What = 'a command'; Do = { Get-BtpOperation -Script (Get-Command $script) } }
    ) {
        Set-Content -LiteralPath $script 'Invoke-BtpApi -Operation getEvents'
        (& $Do).Operation | Should -Be getEvents
    }

    It 'names the type of an object that is not a path: <Type>' -ForEach @(
        @{ Type = 'OAuthToken'; Value = { Import-EmulatorKey cis-local | Get-OAuthToken } }
        @{ Type = 'ServiceKey'; Value = { Import-EmulatorKey cis-local } }
        @{ Type = 'Hashtable'; Value = { @{ a = 1 } } }
        @{ Type = 'Int32'; Value = { 42 } }
        @{ Type = 'Int32'; Value = { $script, 42 } }
        @{ Type = 'CmdletInfo'; Value = { Get-Command Get-Item } }
    ) {
        $value = & $Value
        { Get-BtpOperation -Script $value } | Should -Throw "*An object of type $Type is not the path of a script.*"
    }

    It 'reads <Text>' -ForEach @(
        @{ Text = 'Invoke-BtpApi -Operation getSubaccounts'; Ids = 'getSubaccounts' }
        @{ Text = 'invoke-btpapi -op GETSUBACCOUNTS -All'; Ids = 'getSubaccounts' }
        @{ Text = 'TokenModule\Invoke-BtpApi -Operation:getSubaccounts'; Ids = 'getSubaccounts' }
        @{ Text = '& "Invoke-BtpApi" -Operation getSubaccounts'; Ids = 'getSubaccounts' }
        @{ Text = '$name = "Invoke-BtpApi"; & $name -Operation getSubaccounts'; Ids = 'getSubaccounts' }
        @{ Text = '$cis | Invoke-BtpApi -Path /accounts/v1/subaccounts'; Ids = 'getSubaccounts' }
        @{ Text = 'Invoke-BtpApi /accounts/v1/subaccounts -Method Post -Body @{}'; Ids = 'createSubaccount' }
        @{ Text = 'Invoke-BtpApi "/accounts/v1/subaccounts/$guid" -Method delete'; Ids = 'deleteSubaccount' }
        @{ Text = 'Invoke-BtpApi "/accounts/v1/subaccounts/$($s.guid)/move" -Method Post'; Ids = 'moveSubaccount' }
        @{ Text = 'Invoke-BtpApi "/accounts/v1/subaccounts?expand=$x"'; Ids = 'getSubaccounts' }
        @{ Text = 'Invoke-BtpApi ("/accounts/v1/subaccounts/" + $guid)'; Ids = 'getSubaccount' }
        @{ Text = 'Invoke-BtpApi ("/accounts/v1/subaccounts/{0}" -f $guid)'; Ids = 'getSubaccount' }
        @{ Text = 'Invoke-BtpApi -Path "/accounts/v1/subaccounts/{subaccountGUID}" -PathParameter $ids'; Ids = 'getSubaccount' }
        @{ Text = 'Invoke-BtpApi -Uri "https://accounts.example/accounts/v1/subaccounts"'; Ids = 'getSubaccounts' }
        @{ Text = 'Invoke-BtpApi -Uri "$base/accounts/v1/subaccounts"'; Ids = 'getSubaccounts' }
        @{ Text = 'Invoke-BtpApi document/jobs -Method Post -Form $form'; Ids = 'createDocumentJob' }
        @{ Text = '$path = "/accounts/v1/subaccounts"; Invoke-BtpApi $path'; Ids = 'getSubaccounts' }
        @{ Text = '$root = "/accounts/v1"; Invoke-BtpApi "$root/subaccounts"'; Ids = 'getSubaccounts' }
        @{ Text = '$call = @{ Operation = "getSubaccounts" }; Invoke-BtpApi @call'; Ids = 'getSubaccounts' }
        @{ Text = '$call = @{ Method = "Post" }; Invoke-BtpApi @call -Path /accounts/v1/subaccounts'; Ids = 'createSubaccount' }
        @{ Text = 'Invoke-BtpApi @PSBoundParameters -Operation getSubaccounts'; Ids = 'getSubaccounts' }
        @{ Text = '"/accounts/v1/subaccounts", "/accounts/v1/directories/1" | Invoke-BtpApi -ServiceKey cis'
            Ids = 'getSubaccounts', 'getDirectory' }
        @{ Text = 'foreach ($id in "getEvents", "getEventTypes") { Invoke-BtpApi -Operation $id }'; Ids = 'getEvents', 'getEventTypes' }
        @{ Text = 'Get-BtpOperation getSubaccounts | Invoke-BtpApi -ServiceKey cis'; Ids = 'getSubaccounts' }
        @{ Text = 'Get-BtpOperation getEvent* | Invoke-BtpApi -ServiceKey cis'; Ids = 'getEvents', 'getEventTypes' }
        @{ Text = 'function Get-It { $a | ForEach-Object { Invoke-BtpApi -Operation getSubaccounts } }'; Ids = 'getSubaccounts' }
        @{ Text = '$subaccounts | Invoke-BtpApi -ServiceKey cis -Operation deleteSubaccount -Confirm:$false'; Ids = 'deleteSubaccount' }
        @{ Text = 'Invoke-BtpApi -E accounts -Met Del "/accounts/v1/subaccounts/$id"'; Ids = 'deleteSubaccount' }
        @{ Text = 'Invoke-BtpApi -Path ("/accounts/v1/{0}/{1}" -f "subaccounts", $id)'; Ids = 'getSubaccount' }
        @{ Text = '$urls = @{ Sub = "/accounts/v1/subaccounts" }; Invoke-BtpApi "$($urls.Sub)/$id"'; Ids = 'getSubaccount' }
        @{ Text = '$calls = [ordered]@{ getEvents = 1; getEventTypes = 2 }; foreach ($id in $calls.Keys) { Invoke-BtpApi -Operation $id }'
            Ids = 'getEvents', 'getEventTypes' }
        @{ Text = '$id = if ($all) { "getEvents" } else { "getEventTypes" }; Invoke-BtpApi -Operation $id'; Ids = 'getEvents', 'getEventTypes' }
        @{ Text = '$ids | ForEach-Object { "/accounts/v1/subaccounts/$_" } | Invoke-BtpApi -ServiceKey cis'; Ids = 'getSubaccount' }
        @{ Text = '"getEvents", "getEventTypes" | ForEach-Object { Invoke-BtpApi -Operation $_ }'; Ids = 'getEvents', 'getEventTypes' }
        @{ Text = '$id = "getEvents"; 1..3 | ForEach-Object -Parallel { Invoke-BtpApi -Operation $using:id }'; Ids = 'getEvents' }
        @{ Text = 'Set-Alias -Name call -Value TokenModule\Invoke-BtpApi; call -Op getEvents'; Ids = 'getEvents' }
        @{ Text = 'function Invoke-BtpApi { }; Invoke-BtpApi -Op getEvents'; Ids = 'getEvents' }
        @{ Text = '$call = @{ Op = "getEvents" }; if ($x) { $call.Query = 1; $call.Add("Body", 1); $call["All"] = 1 }; Invoke-BtpApi @call'
            Ids = 'getEvents' }
        @{ Text = '$call = @{ Operation = "getEvents" }; Invoke-BtpApi @call; $call = @{ Operation = "getEventTypes" }; Invoke-BtpApi @call'
            Ids = 'getEvents', 'getEventTypes' }
        @{ Text = 'function A { $a = "getEvents"; Invoke-BtpApi -Operation $a } function B { $a = "getEventTypes"; Invoke-BtpApi -Operation $a }'
            Ids = 'getEvents', 'getEventTypes' }
        @{ Text = 'foreach ($i in "getEvents") { Invoke-BtpApi -Op $i } foreach ($i in "getEventTypes") { Invoke-BtpApi -Op $i }'
            Ids = 'getEvents', 'getEventTypes' }
        @{ Text = 'Get-BtpOperation /accounts/v1/subaccounts -Method Post | Invoke-BtpApi'; Ids = 'createSubaccount' }
        @{ Text = 'Invoke-BtpApi -Operation getStatus -Endpoint accounts'; Ids = 'getStatus' }
        @{ Text = 'Get-BtpOperation *Subaccount -Method Get | Invoke-BtpApi'; Ids = 'getSubaccount' }
        @{ Text = 'Invoke-BtpApi "/accounts/v1/subaccounts/$(Invoke-BtpApi -Op getEvents)" -WhatIf'; Ids = 'getSubaccount', 'getEvents' }
        @{ Text = 'class Account { [object] Read() { return Invoke-BtpApi -Operation getEvents } }'; Ids = 'getEvents' }
        @{ Text = 'Invoke-BtpApi -Path @"
/accounts/v1/subaccounts
"@'; Ids = 'getSubaccounts' }
    ) {
        $calls = Read-Call $Text
        $calls.Operation | Should -Be $Ids
        $calls | Where-Object Problem | Should -BeNullOrEmpty
    }

    It 'names the problem of <Text>' -ForEach @(
        @{ Text = 'Invoke-BtpApi -Operation $env:OPERATION'; Problem = '-Operation is known only at run time*' }
        @{ Text = 'param($Id) Invoke-BtpApi -Operation $Id'; Problem = '-Operation is known only at run time*' }
        @{ Text = 'param($Id = "getEvents") Invoke-BtpApi -Operation $Id'; Problem = '-Operation is known only at run time*' }
        @{ Text = '$id = "getEvents"; $id = Read-Host; Invoke-BtpApi -Operation $id'; Problem = '-Operation is known only at run time*' }
        @{ Text = '$path = "/a"; $path += "/b"; Invoke-BtpApi $path'; Problem = '-Path is known only at run time*' }
        @{ Text = '$a = $b; $b = $a; Invoke-BtpApi $a'; Problem = '-Path is known only at run time*' }
        @{ Text = 'Invoke-BtpApi /accounts/v1/subaccounts -Method $method'; Problem = '-Method is known only at run time*' }
        @{ Text = 'Invoke-BtpApi @PSBoundParameters'; Problem = "The members of '@PSBoundParameters'*" }
        @{ Text = '$call = @{ Operation = "getEvents" }; $call.Operation = $x; Invoke-BtpApi @call'; Problem = "The members of '@call'*" }
        @{ Text = '$paths | Invoke-BtpApi -ServiceKey cis'; Problem = 'The call has no -Operation and no -Path*' }
        @{ Text = 'Get-BtpOperation $name | Invoke-BtpApi'; Problem = 'The operation from Get-BtpOperation is known only*' }
        @{ Text = 'Invoke-BtpApi -Operation getSubacounts'; Problem = "*Did you mean 'getSubaccounts'?*" }
        @{ Text = 'Invoke-BtpApi /no/such/path?secret=1 -Method Post'; Problem = 'The catalog has no operation POST /no/such/path. *' }
        @{ Text = '& $command -Operation getEvents'; Problem = 'The name of the command is known only at run time*' }
        @{ Text = '. $PSScriptRoot/lib.ps1'; Problem = 'The calls of another script are not included*' }
        @{ Text = 'Import-Module TokenModule; Import-Module "$PSScriptRoot/lib.psm1"'; Problem = 'The calls of a module are not included*' }
        @{ Text = 'Invoke-BtpApi -Operation getStatus'; Problem = 'Several endpoints have the operation*accounts*Pass -Endpoint.' }
        @{ Text = 'Invoke-BtpApi "/jobs-management/v1/jobs/$id/status"'; Problem = 'Several endpoints have the operation*Pass -Endpoint.' }
        @{ Text = 'using module NoSuchModule'; Problem = 'The calls of a module are not included*' }
        @{ Text = '$env:id = "getEvents"; Invoke-BtpApi -Operation $id'; Problem = '-Operation is known only at run time*' }
        @{ Text = '$path = "/a"; Set-Variable path $x; Invoke-BtpApi $path'; Problem = '-Path is known only at run time*' }
        @{ Text = '$id = "getEvents"; if ($x) { $id = "getEventTypes" }; Invoke-BtpApi -Operation $id'
            Problem = '-Operation is known only at run time*' }
        @{ Text = '$a = "$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a"; Invoke-BtpApi $a'; Problem = '-Path is known only at run time*' }
        @{ Text = '$call = @{ Path = "/accounts/v1/subaccounts" }; $call.Add("Method", $x); Invoke-BtpApi @call'
            Problem = "The members of '@call'*" }
        @{ Text = '$call = @{ Path = "/accounts/v1/subaccounts"; $name = "Post" }; Invoke-BtpApi @call'; Problem = "The members of '@call'*" }
        @{ Text = 'Invoke-BtpApi @rest -Path /accounts/v1/subaccounts'; Problem = "The members of '@rest'*Pass -Method*" }
        @{ Text = 'Invoke-BtpApi "/accounts/v1/$kind"'; Problem = 'A part of the path is known only at run time*GET /accounts/v1/{value}.*' }
        @{ Text = 'Invoke-BtpApi /v1/bindings'; Problem = 'The catalog has no operation GET /v1/bindings.*' }
        @{ Text = 'Get-BtpOperation getSubacounts | Invoke-BtpApi'; Problem = "*Did you mean 'getSubaccounts'?*" }
        @{ Text = 'Invoke-BtpApi'; Problem = 'The call has no -Operation and no -Path*' }
        @{ Text = 'New-Alias $name Invoke-BtpApi'; Problem = 'Calls with this alias are not included*' }
        @{ Text = 'Invoke-Expression "Invoke-BtpApi -Operation getEvents"'; Problem = 'Calls in the text of Invoke-Expression*' }
        @{ Text = '"unfinished'; Problem = 'The script has a syntax error here*' }
    ) {
        $call = Read-Call $Text
        $call.Problem | Should -BeLike $Problem
        $call.Operation | Should -BeNullOrEmpty
        $call.Line | Should -Be 1
    }

    It 'lists the known and the unknown operations of a loop' {
        $calls = Read-Call 'foreach ($id in "getEvents", $other) { Invoke-BtpApi -Operation $id }'
        $calls.Operation | Should -Be 'getEvents', $null
        $calls[1].Problem | Should -BeLike '-Operation is known only at run time*'
    }

    It 'never shows a query or user information' {
        $calls = Read-Call 'Invoke-BtpApi "/accounts/v1/subaccounts?key=s3cret" -Method $m; Invoke-BtpApi -Uri "https://u:s3cret@h/x?k=s3cret/x"
            Invoke-BtpApi "/x?s3cret"; Get-BtpOperation "/x?s3cret" | Invoke-BtpApi; if ("s3cret'
        $calls | ConvertTo-Json | Should -Not -Match 's3cret'
        @($calls).Count | Should -BeGreaterThan 4
    }

    It 'does not depend on functions and aliases of the session' {
        function Invoke-BtpApi { }
        (Read-Call 'Invoke-BtpApi -Op getEvents').Operation | Should -Be 'getEvents'
    }

    It 'reads a script with 2,000 calls in less than 10 seconds' {
        $text = 1..2000 | ForEach-Object {
            "function F$_ { `$call = @{ Path = `"/accounts/v1/subaccounts/`$id`" }; if (`$x) { Invoke-BtpApi @call -Method Delete } }" }
        (Measure-Command { (Read-Call $text).Count | Should -Be 2000 }).TotalSeconds | Should -BeLessThan 10
    }

    It 'ignores comments, texts, help and other commands' {
        Read-Call 'Invoke-BtpApi -?; & "$PSScriptRoot/tool.exe"; Get-Help Invoke-BtpApi; Set-Alias call Get-Item; call' | Should -BeNullOrEmpty
        Read-Call "# Invoke-BtpApi -Operation getEvents`n'Invoke-BtpApi -Operation getEvents'`nWrite-Host Invoke-BtpApi; & { 1 }" |
            Should -BeNullOrEmpty
        Read-Call '' | Should -BeNullOrEmpty
    }

    It 'returns line, scopes, plan and role collections, and does not run the script' {
        $calls = Read-Call "throw 'run'`n`$cis |`n    Invoke-BtpApi ```n    -Operation createSubaccount`nInvoke-BtpApi -Operation getEvents"
        $calls[0].Line, $calls[0].Method, $calls[0].Path | Should -Be 3, 'POST', '/accounts/v1/subaccounts'
        $calls[0].RequiredScopes | Should -Be 'global-account.subaccount.create'
        $calls[0].ServicePlan, $calls[1].ServicePlan | Should -Be 'cis central', 'cis local'
        $calls[0].RoleCollection | Should -Be 'Global Account Administrator'
        $calls[0].File | Should -Be $script
    }

    It 'selects calls by method, and always lists a call whose operation is unknown' {
        $null = Read-Call 'Invoke-BtpApi -Operation getEvents; Invoke-BtpApi -Operation deleteSubaccount; Invoke-BtpApi -Operation $x'
        $calls = Get-BtpOperation -Script $script -Method Delete
        $calls.Operation | Should -Be 'deleteSubaccount', $null
    }

    It 'shows calls and problems in one table' {
        $null = Read-Call "Invoke-BtpApi -Operation createSubaccount`nInvoke-BtpApi -Operation `$x"
        $table = Get-BtpOperation -Script $script | Out-String -Width 200
        $table | Should -Match '1 +createSubaccount +global-account\.subaccount\.create +cis central +Global Account Administrator'
        $table | Should -Match '2 +\? +-Operation is known only at run time'
    }

    It 'reads every call of the guides' {
        $names = (Get-ChildItem $guides -Filter *.md).BaseName
        $scripts = $names | ForEach-Object { Get-GuideScript $_ }
        # A line of a workflow can end within a pipeline.
        $lines = $names | ForEach-Object { Get-GuideScript $_ yaml } | ForEach-Object { $_ -split '\n' }
        $steps = $lines -match 'Invoke-BtpApi' | ForEach-Object { $_.TrimEnd(' ', '|') }
        $text = ($scripts + $steps) -join "`n"
        $calls = Read-Call $text
        # A guide about tests calls the script that it tests.
        $calls | Where-Object { $_.Problem -and $_.Problem -notlike 'The calls of another script*' } |
            ForEach-Object { "$($_.Line): $($_.Problem)" } | Should -BeNullOrEmpty
        $calls.Count | Should -BeGreaterOrEqual ([regex]::Matches($text, 'Invoke-BtpApi')).Count
    }

    It 'reports <What> as <Id>' -ForEach @(
        @{ What = 'a missing file'; Path = './no-such-script.ps1'; Id = 'FileNotReadable' }
        @{ What = 'a directory'; Path = '.'; Id = 'FileNotReadable' }
        @{ What = 'an environment variable'; Path = 'env:PATH'; Id = 'FileNotReadable' }
        @{ What = 'an unknown drive'; Path = 'nodrive:\x.ps1'; Id = 'FileNotReadable' }
        @{ What = 'an invalid pattern'; Path = '[x'; Id = 'FileNotReadable' }
    ) {
        (Get-Failure { Get-BtpOperation -Script $Path }).FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'reads several files, and continues after a missing file' {
        $null = Read-Call 'Invoke-BtpApi -Operation getEvents'
        $result = Get-BtpOperation -Script './no-such-script.ps1', (Join-Path $TestDrive '*.ps1') 2>&1
        $result[0] | Should -BeOfType Management.Automation.ErrorRecord
        $result[1].Operation | Should -Be 'getEvents'
    }

    It 'reads a script in UTF-16 and a name with brackets' {
        $named = Join-Path $TestDrive 'a[1].ps1'
        [IO.File]::WriteAllText($named, 'Invoke-BtpApi -Operation getEvents', [Text.Encoding]::Unicode)
        (Get-BtpOperation -Script $named).Operation | Should -Be 'getEvents'
    }
}
