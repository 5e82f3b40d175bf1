# Checks faults. The members of a fault in Start-BtpEmulator -Fault are the parameters of Add-BtpEmulatorFault.

function Get-FaultMember {
    (Get-Command Add-BtpEmulatorFault).Parameters.Values |
        Where-Object { $_.Name -ne 'Emulator' -and $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters } |
        ForEach-Object { $_.Name } | Sort-Object
}

# Counts the letters to insert, delete or replace in one text to get the other.
function Measure-Distance([string] $From, [string] $To) {
    $row = 0..$To.Length
    for ($i = 1; $i -le $From.Length; $i++) {
        $diagonal, $row[0] = $row[0], $i
        for ($j = 1; $j -le $To.Length; $j++) {
            $replaced = $diagonal + [int] ($From[$i - 1] -ne $To[$j - 1])
            $diagonal = $row[$j]
            $row[$j] = [Math]::Min($replaced, [Math]::Min($row[$j], $row[$j - 1]) + 1)
        }
    }
    $row[-1]
}

# Throws an ErrorRecord when a fault has an unknown member.
function Assert-FaultMember([Collections.IDictionary] $Fault) {
    $members = Get-FaultMember
    foreach ($name in @($Fault.Keys)) {
        if ($name -in $members) { continue }
        $nearest = $members | Sort-Object { Measure-Distance "$name".ToLowerInvariant() $_.ToLowerInvariant() } | Select-Object -First 1
        $isNear = (Measure-Distance "$name".ToLowerInvariant() $nearest.ToLowerInvariant()) -le [Math]::Max(2, "$name".Length / 3)
        $advice = if ($isNear) { "Did you mean '$nearest'?" } else { "The members are $($members -join ', ')." }
        throw New-EmulatorError "A fault has no member '$name'. $advice" FaultInvalid InvalidArgument $Fault
    }
}

# Throws an ErrorRecord when parameters of Add-BtpEmulatorFault exclude each other, or when the fault would change nothing.
function Assert-FaultEffect([Collections.IDictionary] $Parameters) {
    $response = @('Status', 'Body', 'Truncate', 'RetryAfter', 'Header' | Where-Object { $Parameters.ContainsKey($_) })
    $isSet = { param($name) $Parameters.ContainsKey($name) -and $Parameters[$name] }
    if ((& $isSet Abort) -and $response) {
        throw New-EmulatorError "With -Abort there is no response. Remove -Abort or -$($response[0])." FaultInvalid InvalidArgument
    }

    $hasResponse = $Parameters.ContainsKey('Status') -or $Parameters.ContainsKey('Body')
    if (-not $hasResponse -and ($Parameters.ContainsKey('RetryAfter') -or $Parameters.ContainsKey('Header'))) {
        $text = '-RetryAfter and -Header change only a response with -Status or -Body. Set one of them.'
        throw New-EmulatorError $text FaultInvalid InvalidArgument
    }

    if (-not ($hasResponse -or (& $isSet Truncate) -or (& $isSet Abort) -or (& $isSet DelaySeconds))) {
        $text = 'The fault has no effect. Set -Status, -Body, -Truncate, -Abort or -DelaySeconds.'
        throw New-EmulatorError $text FaultInvalid InvalidArgument
    }
}
