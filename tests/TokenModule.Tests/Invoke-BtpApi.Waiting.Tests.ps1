# -Wait: operations that continue after the response. A state with "Retry-After: 0" is polled again immediately.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $code = ConvertTo-SecureString '1234' -AsPlainText -Force
    $subaccounts = @{ Endpoint = 'accounts'; Path = '/accounts/v1/subaccounts'; Method = 'Post' }
    function New-Subaccount([string] $Name = 'dev') { @{ displayName = "$Name $([guid]::NewGuid().ToString('N'))"; region = 'eu10' } }
    function Add-State([string] $Path, [string] $Body, [int] $Times = 1, [int] $Status = 200) {
        Add-Fault @{ method = 'GET'; path = $Path; body = $Body; times = $Times; status = $Status;
            headers = @{ 'Retry-After' = '0'; 'Content-Type' = 'application/json' } }
    }
}

AfterAll { Stop-Emulator }

Describe '-Wait' {
    BeforeEach {
        Reset-Emulator
        Set-Emulator @{ jobPolls = 0; jobsFail = $false }
        $central, $manager, $ber, $dox = 'cis-central', 'bindings/service-manager', 'ber', 'dox' | ForEach-Object { Import-EmulatorKey $_ }
        $null = $central | Get-OAuthToken -Credential (New-User) -OneTimeCode $code
        $null = Invoke-Emulator requests Delete
    }

    It 'returns a subaccount when it is created' {
        Add-State /accounts/v1/subaccounts/ '{"guid":"x","state":"CREATING"}' 2
        $made = $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount) -Wait
        $made.state | Should -Be 'OK'
        @(Get-Request /accounts GET).Count | Should -Be 3
    }

    It 'ends without output when a subaccount is deleted' {
        $made = $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount) -Wait
        $central | Invoke-BtpApi -Endpoint accounts -Path "/accounts/v1/subaccounts/$($made.guid)" -Method Delete -Wait |
            Should -BeNullOrEmpty
        (Get-Failure { $central | Invoke-BtpApi -Endpoint accounts -Path "/accounts/v1/subaccounts/$($made.guid)" }).FullyQualifiedErrorId |
            Should -BeLike 'ApiNotFound,*'
    }

    It 'returns the instance that an operation of Service Manager created' {
        $plan = @($manager | Invoke-BtpApi /v1/service_plans -All)[0]
        $body = @{ name = "i-$([guid]::NewGuid())"; service_plan_id = $plan.id }
        Add-State /v1/service_instances/ '{"state":"in progress"}' 2
        $made = $manager | Invoke-BtpApi /v1/service_instances -Method Post -Body $body -Query @{ async = 'true' } -Wait
        $made.name | Should -Be $body.name
    }

    It 'returns the recognized entities after the service has returned 409' {
        Add-State /api/v1/inference '{"error":{"code":"BER409","message":"in progress"}}' 2 409
        $job = $ber | Invoke-BtpApi inference/jobs -Method Post -Body @{ text = 'Invoice 4711'; modelName = 'sap_invoice_header' } -Wait
        $job.data.status | Should -Be 'SUCCESS'
    }

    It 'returns a result that exists at once' {
        ($dox | Invoke-BtpApi capabilities -Wait).documentTypes | Should -Contain 'invoice'
        @(Get-Request / GET).Count | Should -Be 1
    }

    It 'waits for an operation that was started before, by its address' {
        $made = $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount)
        Add-State /accounts/v1/subaccounts/ "{""guid"":""$($made.guid)"",""state"":""CREATING""}" 2
        ($central | Invoke-BtpApi -Uri "$($emulator.Address)/accounts/v1/subaccounts/$($made.guid)" -Wait).state | Should -Be 'OK'
    }

    It 'reports a failure with its reason, and returns no output' {
        $failed = $null
        $output = $central | Invoke-BtpApi @subaccounts -Body (
            New-Subaccount fail) -Wait -CorrelationId run-9 -ErrorVariable failed -ErrorAction SilentlyContinue
        $output | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'OperationFailed,TokenModule.Cmdlets.InvokeBtpApiCommand'
        $failed.CategoryInfo.Category | Should -Be 'InvalidResult'
        $failed.Exception.Message | Should -BeLike 'The service accepted POST */accounts/v1/subaccounts, but the operation failed: CREATION_FAILED, Failed to create the subaccount.*'
        $failed.Exception.CorrelationId | Should -Not -BeNullOrEmpty
    }

    It 'reports the cause of a failure of <What>' -ForEach @(
        @{ What = 'a document'; Do = { Set-Content "$TestDrive/fail.pdf" x; $dox |
            Invoke-BtpApi document/jobs -Method Post -Form @{ file = Get-Item "$TestDrive/fail.pdf";
            options = @{ clientId = 'c'; documentType = 'invoice' } } -Wait }; Message = 'FAILED, The document could not be read' }
        @{ What = 'a mail';
            Do = { $ber | Invoke-BtpApi inference/jobs -Method Post -Body @{ text = 'fail'; modelName = 'sap_invoice_header' } -Wait };
            Message = 'FAILED' }
        @{ What = 'an instance'; Do = { $manager |
            Invoke-BtpApi /v1/service_instances -Method Post -Query @{ async = 'true' } -Body @{ name = "i-$([guid]::NewGuid())";
            service_plan_id = @($manager | Invoke-BtpApi /v1/service_plans)[0].items[0].id; parameters = @{ fail = $true } } -Wait };
            Message = 'failed' }
    ) {
        $failure = @(Get-Failure $Do)
        $failure.Exception.Failure | Should -Be 'OperationFailed'
        $failure.Exception.Message | Should -BeLike "*but the operation failed: $Message*"
    }

    It 'ends after -WaitTimeoutSec, and explains how to wait for the operation, which continues' {
        # The first poll is immediate, and the last poll is at the deadline.
        Add-State /accounts/v1/subaccounts/ '{"guid":"x","state":"CREATING"}' 2
        $failure = Get-Failure { $central |
            Invoke-BtpApi @subaccounts -Body (New-Subaccount) -Wait -WaitTimeoutSec 1 -PollIntervalSec 2 -CorrelationId run-9 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $again = [regex]::Match($failure.Exception.Message, '-Uri (\S+) -Wait').Groups[1].Value
        ($central | Invoke-BtpApi -Uri $again -Wait).guid | Should -Not -BeNullOrEmpty
        $failure.Exception.CorrelationId | Should -Not -BeNullOrEmpty
    }

    It 'uses -PollIntervalSec instead of the interval of the service' {
        # The default interval would cause four polls. This interval causes one immediate poll and one at the deadline.
        Add-State /accounts/v1/subaccounts/ '{"guid":"x","state":"CREATING"}' 9
        $failure = Get-Failure { $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount) -Wait -WaitTimeoutSec 3 -PollIntervalSec 10 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        @(Get-Request /accounts GET).Count | Should -Be 2
    }

    It 'shows the state in the service''s own word' {
        $made = $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount)
        Add-State /accounts/v1/subaccounts/ "{""guid"":""$($made.guid)"",""state"":""CREATING""}"
        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; Import-ServiceKey `$args[0] | Invoke-BtpApi -Endpoint accounts -Path '/accounts/v1/subaccounts/$($made.guid)' -Wait").AddArgument("$($emulator.Keys)/cis-central.json")
        $shell.Invoke().state | Should -Be 'OK'
        $shell.Streams.Progress.StatusDescription | Should -Contain 'OK'
        Get-Request /accounts GET | Should -HaveCount 2
        $shell.Dispose()
    }

    It 'shows the waiting when the service only responds 409' {
        Add-State /api/v1/inference '{}' 3 409
        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; Import-ServiceKey `$args[0] |
            Invoke-BtpApi inference/jobs -Method Post -Body @{ text = 'x';
            modelName = 'sap_invoice_header' } -Wait").AddArgument("$($emulator.Keys)/ber.json")
        $null = $shell.Invoke()
        $shell.Streams.Progress.Activity | Should -Contain 'POST inference/jobs'
        $shell.Dispose()
    }

    It 'ends with Ctrl+C between two polls, and leaves no error' {
        Set-Emulator @{ jobPolls = 99 }
        $made = $central | Invoke-BtpApi @subaccounts -Body (New-Subaccount)
        $null = Invoke-Emulator requests Delete
        $stopped = Stop-InFlight "Import-ServiceKey `$args[0] | Invoke-BtpApi -Endpoint accounts -Path '/accounts/v1/subaccounts/$($made.guid)' -Wait -PollIntervalSec 60" "$($emulator.Keys)/cis-central.json" /accounts
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
    }

    It 'sends its token to no other host that a Location names' {
        Add-Fault @{ method = 'DELETE'; path = '/accounts'; status = 202; headers = @{ Location = 'https://elsewhere.example/jobs/1' } }
        (Get-Failure { $central |
            Invoke-BtpApi -Endpoint accounts -Path /accounts/v1/subaccounts/x -Method Delete -Wait }).FullyQualifiedErrorId |
            Should -BeLike 'HostNotAllowed,*'
    }

    It 'returns an error response at once with -SkipHttpErrorCheck' {
        $response = $central | Invoke-BtpApi @subaccounts -Body @{} -Wait -SkipHttpErrorCheck -StatusCodeVariable status
        $status, [bool] $response.error.message | Should -Be 400, $true
    }

    It 'waits for many calls concurrently, and returns them in order' {
        $names = 'a', 'b', 'c'
        $guids = $names | ForEach-Object { ($central | Invoke-BtpApi @subaccounts -Body (New-Subaccount $_)).guid }
        Add-State "/accounts/v1/subaccounts/$($guids[0])" "{""guid"":""$($guids[0])"",""state"":""CREATING""}" 3
        $made = $guids | ForEach-Object { "/accounts/v1/subaccounts/$_" } |
            Invoke-BtpApi -ServiceKey $central -Endpoint accounts -Wait -ThrottleLimit 3
        $made.guid | Should -Be $guids
    }
}
