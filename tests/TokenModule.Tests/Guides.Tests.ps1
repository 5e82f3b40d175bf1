# Runs each guide of docs/guides unchanged in a directory that contains its keys.
BeforeDiscovery {
    . $PSScriptRoot/Emulator.ps1
    $listed = Get-ChildItem (Join-Path $repository 'docs/guides/*.md') -Exclude README.md
}

BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    Start-Emulator
    Set-Emulator @{ jobPolls = 0 }

    # Replaces the prompts of the guides.
    function Get-Credential { New-User }
    function Read-Host { ConvertTo-SecureString '1234' -AsPlainText -Force }

    # Returns the key with an administrator who is signed in.
    function Get-Admin {
        $admin = Import-EmulatorKey cis-central
        $null = $admin | Get-OAuthToken -Credential (New-User) -OneTimeCode 1234
        $admin
    }

    function Get-Subaccount { Get-Admin | Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts }
}

AfterAll { Stop-Emulator }

Describe 'The list of guides' {
    It 'has <_.BaseName>' -ForEach $listed {
        Get-Content (Join-Path $guides README.md) -Raw | Should -Match ([regex]::Escape("($($_.Name))"))
    }

    It 'has a test: <_.BaseName>' -ForEach $listed {
        Get-Content (Join-Path $PSScriptRoot 'Guides*.Tests.ps1') -Raw | Out-String |
            Should -Match "(Invoke-Guide|Get-Workflow|Get-GuideScript) $($_.BaseName)\b"
    }

    It 'has operations by name instead of paths: <_.BaseName>' -ForEach $listed {
        Get-Content $_.FullName | Where-Object { $_ -match 'Invoke-BtpApi\b' -and $_ -notmatch ' -Operation ' } | Should -BeNullOrEmpty
    }
}

Describe 'The inventory of a global account' {
    BeforeAll {
        Reset-Emulator
        $dev = Get-Subaccount | Where-Object displayName -eq 'dev'
        $labels = @{ Team = @('A'); 'Cost center' = @('4711', '4712'); Empty = @() }
        $null = $dev |
            Invoke-BtpApi -ServiceKey (Get-Admin) -Operation updateSubaccount -Body @{ displayName = 'dev'; labels = $labels }
        $null = Get-Admin |
            Invoke-BtpApi -Operation createDirectory -Query @{ parentGUID = $dev.parentGUID } -Body @{ displayName = 'Team A1' }
        Clear-OAuthTokenCache
        $directory = New-GuideDirectory cis-central
        $output = Invoke-Guide inventory $directory
        $directories, $subaccounts, $entitlements = 'directories', 'subaccounts', 'entitlements' |
            ForEach-Object { , @(Import-Csv (Join-Path $directory "$_.csv")) }
    }

    It 'runs without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'lists the directories of all levels with their parents' {
        $directories | ForEach-Object { "$($_.displayName) in $($_.parent)" } |
            Should -Be 'Team A in Emulated Global Account', 'Team A1 in Team A'
    }

    It 'lists the subaccounts with their parents' {
        $subaccounts | ForEach-Object { "$($_.displayName) in $($_.parent), $($_.region), $($_.state)" } |
            Should -Be 'trial in Emulated Global Account, eu10, OK', 'dev in Team A, eu10, OK', 'prod in Team A, us10, OK'
    }

    It 'lists the labels, and an empty value without labels' {
        ($subaccounts | Where-Object displayName -eq 'dev').LabelText -split '; ' | Sort-Object |
            Should -Be 'Cost center=4711,4712', 'Empty', 'Team=A'
        ($subaccounts | Where-Object displayName -eq 'trial').LabelText | Should -BeNullOrEmpty
    }

    It 'lists the entitlements of each account' {
        $entitlements | ForEach-Object { "$($_.service) $($_.plan) to $($_.to): $($_.amount) $($_.state)" } |
            Should -Be 'cis local to trial: 1 OK', 'destination lite to trial: 1 OK'
    }

    It 'requires one sign-in' { @(Get-Request /uaa POST | Where-Object { $_.body -match 'grant_type=password' }).Count |
        Should -Be 2 -Because 'one was the test''s own' }
}

Describe 'A new subaccount' {
    BeforeAll {
        Reset-Emulator
        $before = Get-Subaccount
        $output = Invoke-Guide new-subaccount (New-GuideDirectory cis-central)
        $subaccount = (Get-Request /entitlements PUT).body | ConvertFrom-Json |
            ForEach-Object { $_.subaccountServicePlans[0].assignmentInfo[0].subaccountGUID }
    }

    It 'is made and removed without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'has the requested name and labels' {
        $request = (Get-Request /accounts/v1/subaccounts POST | Where-Object { $_.path -notlike '*Binding' }).body | ConvertFrom-Json
        $request.displayName, $request.labels.'Cost center' | Should -Be 'Team B test', '4711'
    }

    It 'is read after the service has created it' {
        (Get-Request "/accounts/v1/subaccounts/$subaccount" GET)[0].path | Should -Be "/accounts/v1/subaccounts/$subaccount"
    }

    It 'has its entitlements after the job has finished' {
        @(Get-Request /jobs-management GET).Count | Should -Be 1
        $given = (Get-Admin |
            Invoke-BtpApi -Endpoint entitlements -Path /entitlements/v1/assignments -Query @{ serviceName = 'dox-ui' }).assignedServices
        $given.servicePlans.assignmentInfo.entityId | Should -Be $subaccount
    }

    It 'has the subscribed application with its address' {
        $application = $output | Where-Object { $_.displayName -eq 'Document Information Extraction UI' }
        $application.state, $application.subscriptionUrl | Should -Be 'SUBSCRIBED', "$($emulator.Address.TrimEnd('/'))/dox-ui"
    }

    It 'is deleted together with its subscription' {
        (Get-Subaccount).guid | Should -Be $before.guid
        (Import-EmulatorKey cis-local | Invoke-BtpApi -Endpoint saas_registry -Path /saas-manager/v1/applications/dox-ui).state |
            Should -Be 'NOT_SUBSCRIBED'
    }

    It 'is deleted together with its instances and bindings' {
        $manager = Import-ServiceKey -LiteralPath (Join-Path $emulator.Keys bindings/service-manager.json)
        $manager | Invoke-BtpApi /v1/service_instances -All | Should -BeNullOrEmpty
        $manager | Invoke-BtpApi /v1/service_bindings -All | Should -BeNullOrEmpty
    }

    It 'is deleted together with its keys: <_>' -ForEach 'team-b', 'team-b-manager' {
        (Get-Failure { Get-OAuthToken $_ -ForceRefresh }).FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
    }
}

Describe 'A new service key' {
    BeforeAll {
        Reset-Emulator
        $output = Invoke-Guide new-service-key (New-GuideDirectory cis-central)
    }

    It 'is made and removed without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'gets a token without a user, with the scopes of an admin' {
        $claims = $output | Where-Object { $_ -is [TokenModule.TokenClaims] }
        $claims.GrantType, $claims.UserName | Should -Be 'client_credentials', $null
        $claims.LocalScopes | Should -Contain 'global-account.subaccount.create'
    }

    It 'calls the API of the global account' { ($output | Where-Object region).displayName | Should -Be 'trial', 'dev', 'prod' }

    It 'does not work after it was deleted: <_>' -ForEach 'script', 'trial-manager' {
        (Get-Failure { Get-OAuthToken $_ -ForceRefresh }).FullyQualifiedErrorId | Should -BeLike 'ClientRejected,*'
    }

    It 'can be created again' { Get-ErrorOrWarning (Invoke-Guide new-service-key (New-GuideDirectory cis-central)) | Should -BeNullOrEmpty }
}

Describe 'A month of events' {
    BeforeAll {
        Reset-Emulator
        # One event per minute, from the last day of June 2020 into July.
        Set-Emulator @{ eventCount = 2000 }
        $directory = New-GuideDirectory cis-central
        $output = Invoke-Guide events $directory
        $lines = Get-Content (Join-Path $directory events.jsonl) | ForEach-Object { ConvertFrom-Json $_ }
        $table = Import-Csv (Join-Path $directory events.csv)
    }

    It 'is exported without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'contains each event of the month once, and no event of the next month' {
        $lines.Count | Should -Be 1116
        @($lines.id | Sort-Object -Unique).Count | Should -Be 1116
        $table[0].time, $table[-1].time | Should -Be '2020-06-30 05:24:34Z', '2020-06-30 23:59:34Z'
    }

    It 'reads the minimum number of pages' { @(Get-Request /cloud-management).Count | Should -Be 8 }

    It 'is a table of the same events' {
        $table.Count | Should -Be 1116
        $table[1].eventType, $table[1].eventOrigin, $table[1].description | Should -Be 'Subaccount_Update', 'accounts-service',
            'A subaccount was changed.'
    }
}

Describe 'A key in a vault' {
    BeforeAll {
        Reset-Emulator
        $directory = New-GuideDirectory cis-local

        # Replaces the cmdlets of the module SecretManagement, which does not have to be installed.
        $registry = Get-Content (Join-Path $emulator.Keys saas-registry.json) -Raw | ConvertFrom-Json
        $members = @{ clientid = $registry.clientid; clientsecret = ConvertTo-SecureString $registry.clientsecret -AsPlainText -Force;
            url = $registry.url }
        $vault = @{ 'saas-registry' = $members }
        function Set-Secret([string] $Name, $Secret) { $vault[$Name] = ConvertTo-SecureString $Secret -AsPlainText -Force }
        function Get-Secret([string] $Name) { $vault[$Name] }
        $output = Invoke-Guide secret-management $directory
    }

    It 'is stored and used without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'calls its API after its file was deleted' {
        Join-Path $directory cis-local.json | Should -Not -Exist
        ($output | Where-Object environmentType).name | Should -Be 'emulator-org'
    }

    It 'can be stored as its members' { ($output | Where-Object { $_ -is [TokenModule.TokenClaims] }).ClientId | Should -Be $registry.clientid }
}
