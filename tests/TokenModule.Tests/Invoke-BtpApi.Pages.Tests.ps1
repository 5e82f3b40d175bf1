# -All and -First: lists with several pages.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $local, $dox = 'cis-local', 'dox' | ForEach-Object { Import-EmulatorKey $_ }
    $events = @{ Endpoint = 'events'; Path = '/cloud-management/v1/events'; Query = @{ pageSize = 10 } }
    $countRequests = { @(Get-Request /cloud-management).Count }
}

AfterAll { Stop-Emulator }

Describe '-All' {
    BeforeEach { Reset-Emulator }

    It 'reads every page of <Style>' -ForEach @(
        @{ Style = 'events, by pageNum'; File = 'cis-local'; Call = @{ Endpoint = 'events'; Path = '/cloud-management/v1/events' };
            Count = 320; Pages = 7; Member = 'id' }
        @{ Style = 'subscriptions, by page and size'; File = 'saas-registry';
            Call = @{ Path = '/saas-manager/v1/application/subscriptions'; Query = @{ size = 20 } }; Count = 45; Pages = 3;
            Member = 'subdomain' }
        @{ Style = 'plans, by the token of Service Manager'; File = 'bindings/service-manager';
            Call = @{ Path = '/v1/service_plans'; Query = @{ max_items = 2 } }; Member = 'id' }
        @{ Style = 'executions, by the Link header'; File = 'bindings/aicore'; Call = @{ Path = '/v2/lm/executions' }; Count = 25;
            Pages = 3; Member = 'id' }
        @{ Style = 'workflow instances, by @odata.nextLink'; File = 'bindings/workflow';
            Call = @{ Endpoint = 'workflow_odata'; Path = '/v1/WorkflowInstances' }; Count = 25; Pages = 3; Member = 'id' }
        @{ Style = 'clients, by limit and offset'; File = 'dox'; Call = @{ Path = 'clients'; Query = @{ limit = 10; offset = 0 } };
            Count = 25; Pages = 3; Member = 'clientId' }
        @{ Style = 'clients, without a page size'; File = 'dox'; Call = @{ Path = 'clients' }; Count = 25; Pages = 1;
            Member = 'clientId' }
        @{ Style = 'an answer that is whole'; File = 'cis-local';
            Call = @{ Endpoint = 'provisioning'; Path = '/provisioning/v1/environments' }; Pages = 1; Member = 'id' }
    ) {
        $key = Import-EmulatorKey $File
        $items = @($key | Invoke-BtpApi @Call -All)
        @($items.$Member | Select-Object -Unique).Count | Should -Be $items.Count -Because 'none comes twice'
        $items.Count | Should -BeGreaterThan 0
        if ($Count) { $items.Count | Should -Be $Count }
        $requests = @(Get-Request / GET).Count
        if ($Pages) { $requests | Should -Be $Pages } else { $requests | Should -BeGreaterThan 1 }
    }

    It 'returns the first item before it requests the second page' {
        $then = $null
        $local | Invoke-BtpApi @events -All | ForEach-Object { if ($null -eq $then) { $then = & $countRequests } }
        $then | Should -Be 1
    }

    It 'stops asking when Select-Object has enough' {
        @($local | Invoke-BtpApi @events -All | Select-Object -First 15).Count | Should -Be 15
        & $countRequests | Should -BeLessOrEqual 3
    }

    It 'returns <What>' -ForEach @(
        @{ What = 'dictionaries'; As = @{ AsHashtable = $true }; Type = [Collections.IDictionary]; Count = 320 }
        @{ What = 'the text of each page'; As = @{ Raw = $true }; Type = [string]; Count = 32 }
    ) {
        $items = @($local | Invoke-BtpApi @events -All @As)
        $items.Count | Should -Be $Count
        $items[0] | Should -BeOfType $Type
    }

    It 'returns the items before a failed page, and then the error' {
        Add-Fault @{ path = '/cloud-management'; query = 'pageNum=2'; status = 400; body = '{"error":{"code":7,"message":"No more"}}' }
        $items = @($local | Invoke-BtpApi @events -All -ErrorVariable failed -ErrorAction SilentlyContinue)
        $items.Count, $failed.Count | Should -Be 20, 1
        $failed.FullyQualifiedErrorId | Should -BeLike 'ApiError,*'
    }

    It 'returns each item once when a page responds <_> once' -ForEach 429, 503 {
        Add-Fault @{ path = '/cloud-management'; query = 'pageNum=2'; status = $_; headers = @{ 'Retry-After' = '0' } }
        $ids = @($local | Invoke-BtpApi @events -All).id
        $ids.Count, @($ids | Select-Object -Unique).Count, (& $countRequests) | Should -Be 320, 320, 33
    }

    It 'continues with a new token when the service rejects the current token' {
        $null = $local | Get-OAuthToken
        Add-Fault @{ path = '/cloud-management'; query = 'pageNum=2'; status = 401 }
        @($local | Invoke-BtpApi @events -All).Count | Should -Be 320
        @(Get-Request /uaa).Count | Should -Be 2
    }

    It 'sends the correlation id and the headers with every page' {
        $null = $local | Invoke-BtpApi @events -All -CorrelationId run-7 -Headers @{ 'X-Own' = 'x' }
        $headers = (Get-Request /cloud-management).headers
        $headers.'X-CorrelationID' | Select-Object -Unique | Should -Be 'run-7'
        @($headers.'X-Own').Count | Should -Be 32
    }

    It 'sets the variables to the values of the last page' {
        $null = $local | Invoke-BtpApi @events -All -StatusCodeVariable status -ResponseHeadersVariable headers
        $status, $headers['Content-Type'] | Should -Be 200, 'application/json; charset=utf-8'
    }

    It 'stops with Ctrl+C during a request' {
        Add-Fault @{ path = '/cloud-management'; query = 'pageNum=1'; delaySeconds = 60 }
        $script = 'Import-ServiceKey $args[0] | Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -All'
        $stopped = Stop-InFlight $script "$($emulator.Keys)/cis-local.json" /cloud-management
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
    }

    It 'shows the number of the page' {
        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; Import-ServiceKey `$args[0] |
            Invoke-BtpApi -Endpoint events -Path /cloud-management/v1/events -All").AddArgument("$($emulator.Keys)/cis-local.json")
        $null = $shell.Invoke()
        $shell.Streams.Progress.StatusDescription | Should -Contain 'Page 2'
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }

    It 'follows no link to <Where>' -ForEach @{ Where = 'another host'; Origin = 'https://elsewhere.example' },
        @{ Where = 'another port'; Origin = 'http://127.0.0.1:1' } {
        Set-Emulator @{ nextLinkOrigin = $Origin }
        foreach ($key in 'bindings/aicore', 'bindings/workflow') {
            $call = if ($key -like '*workflow') { @{ Endpoint = 'workflow_odata'; Path = '/v1/WorkflowInstances' } } else {
                @{ Path = '/v2/lm/executions' } }
            $items = @(Import-EmulatorKey $key | Invoke-BtpApi @call -All -ErrorVariable failed -ErrorAction SilentlyContinue)
            $items.Count, $failed[0].Exception.Failure | Should -Be 10, 'HostNotAllowed'
        }
        Set-Emulator @{ nextLinkOrigin = $null }
    }

    It 'follows a link to the service''s own whole address' {
        Set-Emulator @{ nextLinkOrigin = $emulator.Address }
        @(Import-EmulatorKey bindings/aicore | Invoke-BtpApi /v2/lm/executions -All).Count | Should -Be 25
        Set-Emulator @{ nextLinkOrigin = $null }
    }

    It 'and -Wait are refused together, before anything is sent' {
        { $local | Invoke-BtpApi @events -All -Wait } | Should -Throw '*-Wait and -All cannot be combined*'
        Get-Request | Should -BeNullOrEmpty
    }
}

Describe '-First' {
    BeforeEach { Reset-Emulator }

    It '<First> reads <Pages> pages' -ForEach @{ First = 3; Pages = 1 }, @{ First = 10; Pages = 1 }, @{ First = 11; Pages = 2 },
        @{ First = 25; Pages = 3 } {
        @($local | Invoke-BtpApi @events -First $First).Count | Should -Be $First
        & $countRequests | Should -Be $Pages
    }

    It 'returns all items when -First exceeds their number' {
        @($local | Invoke-BtpApi @events -First 9999).Count | Should -Be 320
    }

    It 'also counts items with -Raw, and returns their pages' {
        @($local | Invoke-BtpApi @events -First 15 -Raw).Count | Should -Be 2
        & $countRequests | Should -Be 2
    }

    It 'applies to each piped path' {
        @('clients', 'clients' | Invoke-BtpApi -ServiceKey $dox -First 2).Count | Should -Be 4
    }

    It 'refuses <_>' -ForEach 0, -1 {
        { $local | Invoke-BtpApi @events -First $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
