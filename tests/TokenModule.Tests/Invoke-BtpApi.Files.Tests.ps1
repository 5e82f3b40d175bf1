# Sends and receives files and forms.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    Start-Emulator
    $aicore = Import-EmulatorKey bindings/aicore
    $files = '/v2/lm/dataset/files/x'

    # Runs a script in a new runspace, to read output that only the host receives.
    function Get-Progress([string] $Script, $Argument) {
        $shell = [powershell]::Create().AddScript("Import-Module '$modulePath'; $Script").AddArgument($Argument)
        try {
            $null = $shell.Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Streams.Progress
        }
        finally { $shell.Dispose() }
    }

    # Returns the parts of a form that was sent: name, file name, type and content.
    function Get-Part([string] $Path) {
        $sent = Get-Request $Path POST
        $boundary = [regex]::Match($sent.headers.'Content-Type', 'boundary="?([^";]+)').Groups[1].Value
        foreach ($part in $sent.body -split "--$([regex]::Escape($boundary))(?:--)?\r\n" -ne '') {
            $head, $content = $part -split '\r\n\r\n', 2
            [pscustomobject]@{
                Name = [regex]::Match($head, '\bname="([^"]*)"').Groups[1].Value
                FileName = [regex]::Match($head, '\bfilename="([^"]*)"').Groups[1].Value
                Type = [regex]::Match($head, 'Content-Type: (.+)').Groups[1].Value.Trim()
                Content = $content -replace '\r\n$'
            }
        }
    }
}

AfterAll { Stop-Emulator }

Describe 'A form' {
    BeforeEach {
        Reset-Emulator
        $dox = Import-EmulatorKey dox
        Add-Fault @{ path = '/document'; status = 200; body = '{}' }
        Set-Content "$TestDrive/invoice.pdf" '%PDF-1.4' -NoNewline
        Set-Content "$TestDrive/notes.txt" 'ü' -NoNewline -Encoding utf8NoBOM
    }

    It 'sends <What>' -ForEach @(
        @{ What = 'a file with its name and type'; Value = { Get-Item "$TestDrive/invoice.pdf" }; Expected = 'x', 'invoice.pdf',
            'application/pdf', '%PDF-1.4' }
        @{ What = 'a hashtable as JSON'; Value = { @{ clientId = 'default' } }; Expected = 'x', '', '', '{"clientId":"default"}' }
        @{ What = 'an object as JSON'; Value = { [pscustomobject]@{ a = 1; b = $null } }; Expected = 'x', '', '', '{"a":1,"b":null}' }
        @{ What = 'text as it is'; Value = { 'ä"b' }; Expected = 'x', '', '', 'ä"b' }
        @{ What = 'a number as the services write it'; Value = { 1.5 }; Expected = 'x', '', '', '1.5' }
        @{ What = 'a boolean as JSON has it'; Value = { $true }; Expected = 'x', '', '', 'true' }
        @{ What = 'bytes as they are'; Value = { , [byte[]] (0x61, 0x62) }; Expected = 'x', '', '', 'ab' }
        @{ What = 'JSON that is text already as it is'; Value = { '{"a" : 1}' }; Expected = 'x', '', '', '{"a" : 1}' }
    ) {
        $null = $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ x = & $Value }
        $part = Get-Part /document
        $part.Name, $part.FileName, $part.Type, $part.Content | Should -BeExactly $Expected
    }

    It 'sends a list as several parts with the same name' {
        $null = $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ files = Get-Item "$TestDrive/invoice.pdf", "$TestDrive/notes.txt" }
        $parts = @(Get-Part /document)
        $parts.Name | Should -Be 'files', 'files'
        $parts.Type | Should -Be 'application/pdf', 'text/plain'
        $parts.Content | Should -Be '%PDF-1.4', 'ü'
    }

    It 'keeps the order of its parts and omits null values' {
        $null = $dox | Invoke-BtpApi document/jobs -Method Post -Form ([ordered]@{ z = 1; y = $null; a = 2 })
        (Get-Part /document).Name | Should -Be 'z', 'a'
    }

    It 'encodes special characters in names' {
        $null = $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ "a""`r`nX: y" = 1 }
        (Get-Part /document).Name | Should -Be 'a%22%0D%0AX: y'
    }

    It 'sends a file name in UTF-8 (RFC 7578)' {
        Set-Content "$TestDrive/Rechnung-ü.pdf" 'x' -NoNewline
        $null = $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ file = Get-Item "$TestDrive/Rechnung-ü.pdf" }
        (Get-Request /document).body | Should -Match 'filename="Rechnung-ü.pdf"'
    }

    It 'with a missing file names the file, and sends no request' {
        $gone = Get-Item "$TestDrive/invoice.pdf"
        Remove-Item $gone
        $failure = Get-Failure { $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ file = $gone } }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotReadable,*'
        $failure.CategoryInfo.Category | Should -Be 'OpenError'
        $failure.Exception.Message | Should -BeLike '*invoice.pdf*does not exist*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'with <What> is an error, and sends no request' -ForEach @{ What = 'a directory'; Value = { Get-Item $TestDrive } },
        @{ What = 'a live object'; Value = { Get-Process -Id $PID } } {
        (Get-Failure { $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ file = & $Value } }).Exception.Message |
            Should -BeLike '*file*equest was not sent*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'together with another body is refused' {
        (Get-Failure { $dox | Invoke-BtpApi document/jobs -Method Post -Form @{ a = 1 } -Body 'x' }).Exception.Message |
            Should -BeLike '*only one*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'is accepted by the service, and the document is extracted' {
        Reset-Emulator
        Set-Emulator @{ jobPolls = 0 }
        $form = @{ file = Get-Item "$TestDrive/invoice.pdf"; options = @{ clientId = 'default'; documentType = 'invoice' } }
        ($dox | Invoke-BtpApi document/jobs -Method Post -Form $form -Wait).extraction.headerFields.name | Should -Contain 'grossAmount'
    }
}

Describe '-InFile' {
    BeforeEach {
        Reset-Emulator
        $data = "$TestDrive/data.csv"
        [IO.File]::WriteAllBytes($data, [byte[]] (0..255) * 700)
    }

    It 'sends the bytes of the file, its length, and the media type of its extension' {
        $response = $aicore | Invoke-BtpApi $files -Method Put -InFile $data
        $response.bytes, $response.sha256 | Should -Be 179200, (Get-FileHash $data).Hash.ToLowerInvariant()
        $sent = Get-Request $files
        $sent.headers.'Content-Type', $sent.headers.'Content-Length' | Should -Be 'text/csv', '179200'
    }

    It 'accepts a media type, and a path relative to the current location' {
        Push-Location $TestDrive
        try { $null = $aicore | Invoke-BtpApi $files -Method Put -InFile data.csv -ContentType application/x-own }
        finally { Pop-Location }
        (Get-Request $files).headers.'Content-Type' | Should -Be 'application/x-own'
    }

    It 'sends an empty file as an empty body' {
        $null = New-Item "$TestDrive/empty.bin" -ItemType File
        ($aicore | Invoke-BtpApi $files -Method Put -InFile "$TestDrive/empty.bin").bytes | Should -Be 0
    }

    It 'sends the complete file again in a retry' {
        Add-Fault @{ path = $files; status = 503; headers = @{ 'Retry-After' = '0' } }
        ($aicore | Invoke-BtpApi $files -Method Put -InFile $data).bytes | Should -Be 179200
    }

    It 'refuses <What>, and sends no request' -ForEach @{ What = 'a directory'; Path = '.' },
        @{ What = 'a file that is not there'; Path = 'none.bin' }, @{ What = 'a variable'; Path = 'Env:PATH' } {
        if ($Path -notlike '*:*') { $Path = Join-Path $TestDrive $Path }
        (Get-Failure { $aicore | Invoke-BtpApi $files -Method Put -InFile $Path }).FullyQualifiedErrorId |
            Should -BeLike 'FileNotReadable,*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'shows how much of the file was sent' {
        $progress = Get-Progress '$null = Import-ServiceKey $args[0] | Invoke-BtpApi /v2/lm/dataset/files/x -Method Put -InFile $args[1]'.Replace('$args[1]', "'$data'") "$($emulator.Keys)/bindings/aicore.json"
        $sent = $progress | Where-Object StatusDescription -Match '^175.0 KiB of 175.0 KiB, [\d.]+ .?i?B/s$'
        $sent.PercentComplete, $sent.Activity | Should -Be 100, 'Put /v2/lm/dataset/files/x'
    }
}

Describe '-OutFile' {
    BeforeEach {
        Reset-Emulator
        $folder = New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory
        $target = Join-Path $folder model.bin
        $named = { @(Get-ChildItem $folder -Force).Name }
    }

    It 'writes the bytes of the response, and no output' {
        $aicore | Invoke-BtpApi $files -Query @{ bytes = 1000000 } -OutFile $target | Should -BeNullOrEmpty
        $bytes = [IO.File]::ReadAllBytes($target)
        $bytes.Length, $bytes[251], $bytes[999999] | Should -Be 1000000, 0, (999999 % 251)
        & $named | Should -Be 'model.bin'
    }

    It 'writes a response without a length' {
        $aicore | Invoke-BtpApi $files -Query @{ bytes = 300000; chunked = 'true' } -OutFile $target
        (Get-Item $target).Length | Should -Be 300000
    }

    It 'returns the file with -PassThru' {
        $file = $aicore | Invoke-BtpApi $files -OutFile $target -PassThru
        $file | Should -BeOfType ([IO.FileInfo])
        $file.FullName, $file.Length | Should -Be $target, 1024
    }

    It 'is relative to the current location' {
        Push-Location $folder
        try { $aicore | Invoke-BtpApi $files -OutFile here.bin }
        finally { Pop-Location }
        & $named | Should -Be 'here.bin'
    }

    It 'replaces an existing file when the new file is complete' {
        Set-Content $target old
        $aicore | Invoke-BtpApi $files -OutFile $target
        (Get-Item $target).Length | Should -Be 1024
        & $named | Should -Be 'model.bin'
    }

    It 'writes an empty response as an empty file' {
        $aicore | Invoke-BtpApi $files -Query @{ bytes = 0 } -OutFile $target
        (Get-Item $target).Length | Should -Be 0
    }

    It 'leaves no file of a broken download: <Name>' -ForEach @(
        @{ Name = 'with a length'; Query = @{ bytes = 500000; breakAfter = 200000 } }
        @{ Name = 'without one'; Query = @{ bytes = 500000; breakAfter = 200000; chunked = 'true' } }
    ) {
        $failure = Get-Failure { $aicore | Invoke-BtpApi $files -Query $Query -OutFile $target -PassThru -MaximumRetryCount 0 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NetworkBroken,*'
        & $named | Should -BeNullOrEmpty
    }

    It 'leaves the old file where the new one breaks' {
        Set-Content $target old -NoNewline
        $null = Get-Failure { $aicore |
            Invoke-BtpApi $files -Query @{ bytes = 500000; breakAfter = 200000 } -OutFile $target -MaximumRetryCount 0 }
        Get-Content $target | Should -Be 'old'
        & $named | Should -Be 'model.bin'
    }

    It 'leaves no file when Ctrl+C cancels a download' {
        Add-Fault @{ path = $files; body = 'x' * 1000; bytesPerSecond = 5 }
        $stopped = Stop-InFlight "Import-ServiceKey `$args[0] |
            Invoke-BtpApi $files -OutFile '$target'" "$($emulator.Keys)/bindings/aicore.json" $files
        $stopped.Seconds | Should -BeLessThan 1
        $stopped.Errors | Should -Be 0
        & $named | Should -BeNullOrEmpty
    }

    It 'reports an error response, and writes no file' {
        Add-Fault @{ path = $files; status = 404; body = '{}' }
        (Get-Failure { $aicore | Invoke-BtpApi $files -OutFile $target }).FullyQualifiedErrorId | Should -BeLike 'ApiNotFound,*'
        & $named | Should -BeNullOrEmpty
    }

    It 'returns an error response with -SkipHttpErrorCheck, and writes no file' {
        Add-Fault @{ path = $files; status = 404; body = '{"code":"x"}'; headers = @{ 'Content-Type' = 'application/json' } }
        ($aicore | Invoke-BtpApi $files -OutFile $target -SkipHttpErrorCheck -PassThru).code | Should -Be 'x'
        & $named | Should -BeNullOrEmpty
    }

    It 'refuses <What>, and sends no request' -ForEach @{ What = 'a directory'; Path = '.' },
        @{ What = 'a directory that does not exist'; Path = 'none/model.bin' }, @{ What = 'a variable'; Path = 'Env:model' },
        @{ What = 'a drive that does not exist'; Path = 'nodrive:/model.bin' } {
        if ($Path -notlike '*:*') { $Path = Join-Path $folder $Path }
        $failure = Get-Failure { $aicore | Invoke-BtpApi $files -OutFile $Path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotWritable,*'
        $failure.CategoryInfo.Category | Should -Be 'WriteError'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'writes to a device without replacing it' -Skip:(-not $IsLinux) {
        $aicore | Invoke-BtpApi $files -OutFile /dev/null
        (Get-Item /dev/null).UnixMode | Should -BeLike 'c*'
        (Get-Failure { $aicore | Invoke-BtpApi $files -OutFile /dev/full }).FullyQualifiedErrorId | Should -BeLike 'FileNotWritable,*'
        (Get-Item /dev/full).UnixMode | Should -BeLike 'c*'
    }

    It 'is refused together with <_> before a request is sent' -ForEach 'All', 'First', 'Wait' {
        $with = if ($_ -eq 'First') { @{ First = 1 } } else { @{ $_ = $true } }
        { $aicore | Invoke-BtpApi $files -OutFile $target @with } | Should -Throw '*-OutFile*'
        Get-Request | Should -BeNullOrEmpty
    }

    It 'shows rate and remaining time during a download' {
        Add-Fault @{ path = $files; body = 'x' * 30; bytesPerSecond = 20 }
        $progress = Get-Progress "Import-ServiceKey `$args[0] |
            Invoke-BtpApi $files -OutFile '$target'" "$($emulator.Keys)/bindings/aicore.json"
        $going = @($progress | Where-Object StatusDescription -Match '^\d+ B.*, \d+ B/s$')
        $going.Count | Should -BeGreaterThan 2
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'shows the received part of a file with a known length' {
        $progress = Get-Progress "Import-ServiceKey `$args[0] |
            Invoke-BtpApi $files -Query @{ bytes = 3145728 } -OutFile '$target'" "$($emulator.Keys)/bindings/aicore.json"
        $end = $progress | Where-Object StatusDescription -Match '^3.0 MiB of 3.0 MiB, [\d.]+ .iB/s$'
        $end.PercentComplete, $end.SecondsRemaining | Should -Be 100, 0
    }
}
