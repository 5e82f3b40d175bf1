BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
}

AfterAll { Stop-Emulator }

Describe 'Get-BtpOperation' {
    BeforeEach {
        Reset-Emulator
        $dox, $local, $registry, $central = 'dox', 'cis-local', 'saas-registry', 'cis-central' | ForEach-Object { Import-EmulatorKey $_ }
        $null = Invoke-Emulator requests Delete
    }

    It 'lists all known operations without a request' {
        $all = Get-BtpOperation
        $all.Endpoint | Select-Object -Unique | Should -Be 'accounts', 'entitlements', 'provisioning', 'saas_registry', 'events', 'sm',
            'url', 'AI_API', 'apiurl', 'subscription_manager', 'uri'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'describes the scopes, the query, the paging and the waiting of an operation' {
        $operation = Get-BtpOperation /saas-manager/v1/application/subscriptions
        "$operation" | Should -Be 'GET /saas-manager/v1/application/subscriptions'
        $operation.RequiredScopes | Should -Be 'subscription.read'
        $operation.Query | Should -Contain 'tenantId'
        $operation.Paging, $operation.Waiting, $operation.Allowed | Should -Be 'page/size', $null, $null
    }

    It 'selects operations by <What>' -ForEach @(
        @{ What = 'a wildcard in the path'; Given = @{ Path = '/accounts/v1/subaccounts/*/move' }; Ids = 'moveSubaccount' }
        @{ What = 'a path with a real id'; Given = @{ Path = '/provisioning/v1/environments/17/bindings'; Method = 'Put' };
            Ids = 'createEnvironmentInstanceBinding' }
        @{ What = 'several methods'; Given = @{ Path = '/accounts/v1/globalAccount'; Method = 'Get', 'Patch' }; Ids = 'getGlobalAccount',
            'updateGlobalAccount' }
        @{ What = 'endpoint and scope'; Given = @{ Endpoint = 'ent*'; Scope = '*.region.*' }; Ids = 'getAllowedDataCenters' }
        @{ What = 'the full name of an endpoint'; Given = @{ Endpoint = 'entitlements_service_url'; Scope = 'job.read' };
            Ids = 'getStatus' }
        @{ What = 'a scope that no operation requires'; Given = @{ Scope = 'no.such.scope' }; Ids = @() }
        @{ What = 'an invalid pattern'; Given = @{ Path = '[' }; Ids = @() }
    ) {
        @(Get-BtpOperation @Given | ForEach-Object OperationId) | Should -Be $Ids
    }

    It 'lists the operations for the endpoints of a key' {
        ($registry | Get-BtpOperation).Endpoint | Select-Object -Unique | Should -Be 'saas_registry'
    }

    It 'lists for the key <Key> only the operations of its service' -ForEach @(
        @{ Key = 'bindings/xsuaa-api'; Endpoints = 'apiurl' }
        @{ Key = 'bindings/destination'; Endpoints = 'uri' }
        @{ Key = 'bindings/destination-uaa'; Endpoints = 'uri' }
        @{ Key = 'bindings/aicore'; Endpoints = 'AI_API' }
        @{ Key = 'bindings/service-manager'; Endpoints = 'sm' }
        @{ Key = 'bindings/subscription-manager'; Endpoints = 'subscription_manager' }
        @{ Key = 'bindings/event-mesh'; Endpoints = @() }
        @{ Key = 'bindings/business-logging'; Endpoints = @() }
        @{ Key = 'pr'; Endpoints = 'url'; Path = '/standard/rs/*' }
        @{ Key = 'ber'; Endpoints = 'url'; Path = '/api/v1/*' }
        @{ Key = 'dox'; Endpoints = 'url'; Path = '/document-information-extraction/*' }
        @{ Key = 'cis-local'; Endpoints = 'entitlements', 'provisioning', 'saas_registry', 'events', 'accounts' }
    ) {
        $operations = @(Import-EmulatorKey $Key | Get-BtpOperation)
        $operations | ForEach-Object Endpoint | Sort-Object -Unique | Should -Be ($Endpoints | Sort-Object)
        if ($Path) { $operations.Path | Should -BeLike $Path }
    }

    It 'names the source, the plan and the role collections of an operation' {
        $operation = Get-BtpOperation getRoleCollections
        $operation.ServicePlan | Should -Be 'xsuaa apiaccess'
        $operation.RoleCollection | Should -Be 'Subaccount Administrator', 'Subaccount Viewer'
        $operation.Source | Should -BeLike 'SAP/crossplane-provider-btp*'
        Get-BtpOperation | Where-Object { -not $_.Source } | Should -BeNullOrEmpty
    }

    It 'shows what a token allows' {
        $token = $central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $verdicts = $token | Get-BtpOperation -Path /accounts/v1/subaccounts, /provisioning/v1/environments, /v1/service_plans -Method Get
        $verdicts.Allowed | Should -Be $true, $false, $null
    }

    It 'leaves Allowed empty for a token with unknown scopes' {
        Add-Fault @{ method = 'POST'; body = '{"access_token":"abc","token_type":"bearer","expires_in":60}';
            headers = @{ 'Content-Type' = 'application/json' } }
        (Get-OAuthToken $registry -NoCache | Get-BtpOperation /accounts/v1/globalAccount).Allowed | Should -Be $null, $null
    }

    It 'shows method, path and scopes in a table for each endpoint' {
        $table = Get-BtpOperation /entitlements/v1/assignments | Out-String -Width 200
        $table | Should -Match 'Endpoint: entitlements'
        $table | Should -Match 'GET +getDirectoryAssignments +/entitlements/v1/assignments +directory.entitlement.read or global-account.entitlement.read'
    }

    Context 'with -Live' {
        BeforeEach {
            $document = '{"openapi":"3.0.1","paths":{"/books/{id}":{"get":{"operationId":"getBook","description":"Required scope: $XSAPPNAME.subscription.read"},"delete":{}}}}'
        }

        It 'reads the description of the endpoint' {
            Add-Fault @{ method = 'GET'; path = '/v3/api-docs'; body = $document; headers = @{ 'Content-Type' = 'application/json' } }
            $found = $registry | Get-BtpOperation -Live -Method Get
            "$($found.Endpoint) $found $($found.RequiredScopes)" | Should -Be 'saas_registry GET /books/{id} subscription.read'
        }

        It 'uses the specified token, and shows what it allows' {
            Add-Fault @{ method = 'GET'; path = '/v3/api-docs'; body = $document; headers = @{ 'Content-Type' = 'application/json' } }
            $found = Get-OAuthToken $registry | Get-BtpOperation -Live -Endpoint saas*
            $found.Allowed | Should -Be $null, $true
            @(Get-Request /uaa).Count | Should -Be 1
        }

        It 'reports an endpoint without a description, and continues with the next one' {
            Add-Fault @{ method = 'GET'; path = '/'; status = 404; times = 5 }
            Add-Fault @{ method = 'GET'; path = '/v3/api-docs'; body = $document; headers = @{ 'Content-Type' = 'application/json' } }
            $null = Get-OAuthToken $local
            $found = $local | Get-BtpOperation -Live -Endpoint provisioning, events -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -Be 'ApiNotFound,TokenModule.Cmdlets.GetBtpOperationCommand'
            $found.Endpoint | Select-Object -Unique | Should -Be 'events'
        }

        It 'lists the available endpoints when the specified one does not exist' {
            (Get-Failure { $local | Get-BtpOperation -Live -Endpoint nosuch }).Exception.Message |
                Should -BeLike "*no endpoint 'nosuch'*account_context, accounts, * and 6 more."
        }
    }
}

Describe 'Completion' {
    BeforeEach {
        Reset-Emulator
        $dox, $central = 'dox', 'cis-central' | ForEach-Object { Import-EmulatorKey $_ }
        $null = Invoke-Emulator requests Delete
    }

    AfterEach { Get-Request | Should -BeNullOrEmpty }

    It 'of a path keeps the placeholders of unknown ids' {
        $paths = Complete 'Invoke-BtpApi -Endpoint provisioning -Path /provisioning/v1/environments/'
        $paths | Should -Contain "'/provisioning/v1/environments/{environmentInstanceId}/bindings'"
    }

    It 'of a path keeps the ids that were typed' {
        Complete 'Invoke-BtpApi -Endpoint accounts -Method Put /accounts/v1/subaccounts/17/s' |
            Should -Be '/accounts/v1/subaccounts/17/settings'
    }

    It 'of a path continues inside quotes' {
        Complete "Invoke-BtpApi -Endpoint provisioning -Path '/provisioning/v1/environments/{environmentInstanceId}/bindings/" |
            Should -Be "'/provisioning/v1/environments/{environmentInstanceId}/bindings/{bindingId}'"
    }

    It 'of a path includes the base path of the key' {
        Complete '$dox | Invoke-BtpApi document/jo' | Should -Be '/document-information-extraction/v1/document/jobs',
            "'/document-information-extraction/v1/document/jobs/{id}'"
        ($dox | Invoke-BtpApi (Complete '$dox | Invoke-BtpApi cap')).documentTypes | Should -Contain 'invoice'
        $null = Invoke-Emulator requests Delete
    }

    It 'of a path offers only paths of the endpoints of the key' {
        Complete 'Invoke-BtpApi -ServiceKey $central /v1/' | Should -BeNullOrEmpty
        Complete 'Get-BtpOperation -Endpoint sm /v1/service_p' | Should -Be '/v1/service_plans', "'/v1/service_plans/{id}'"
    }

    It 'completes the methods of a path' {
        $line = 'Invoke-BtpApi -Endpoint accounts /accounts/v1/globalAccount'
        (TabExpansion2 $line $line.Length).CompletionMatches[0].ToolTip |
            Should -Be 'GET Get a global account; PATCH Update a global account'
    }

    It 'of an endpoint offers the endpoints of the catalog' {
        Complete 'Get-BtpOperation -Endpoint s' | Should -Be 'saas_registry', 'sm', 'subscription_manager'
    }

    It 'of a query offers the query names of the operation' {
        Complete 'Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -Query page' |
            Should -Be '@{ pageNum = $null; pageSize = $null }', '@{ pageNum = }', '@{ pageSize = }'
        Complete 'Invoke-BtpApi -Endpoint accounts -Method Delete /accounts/v1/subaccounts/17 -Query ' | Should -Be '@{ forceDelete = }'
        Complete '$dox | Invoke-BtpApi document/jobs/17 -Query c' | Should -Be '@{ clientId = }'
    }
}

Describe 'The catalog' {
    It 'is not read before the first use' {
        Invoke-FreshPowerShell @"
            Import-Module '$modulePath'
            `$loaded = [TokenModule.ServiceKey].Assembly.GetType('TokenModule.Api.Operations.OperationCatalog').GetProperty('IsLoaded')
            `$null = Import-ServiceKey '$($emulator.Keys)/ber.json' -WarningAction Ignore | Get-OAuthToken
            `$loaded.GetValue(`$null)
            `$null = Get-BtpOperation
            `$loaded.GetValue(`$null)
"@ | Should -Be 'False', 'True'
    }
}
