function Stop-BtpEmulator {
    <#
    .SYNOPSIS
        Stops emulators that this session started.
    .DESCRIPTION
        Stops the given emulators, or all emulators that this session started.
        An emulator that has already stopped is no error. The temporary folder
        of its keys is deleted. A folder from Start-BtpEmulator -Path remains.
    .PARAMETER Emulator
        The emulator to stop, from Start-BtpEmulator. By default all emulators
        of this session.
    .EXAMPLE
        $emulator | Stop-BtpEmulator

        Stops one emulator.
    .EXAMPLE
        Stop-BtpEmulator

        Stops all emulators that this session started.
    .LINK
        Start-BtpEmulator
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([void])]
    param(
        [Parameter(Position = 0, ValueFromPipeline)]
        [ValidateNotNull()]
        [PSTypeName('TokenModule.Emulator')] $Emulator
    )

    process {
        $selected = if ($Emulator) { $Emulator } else { @($script:started.Values | ForEach-Object { $_.Emulator }) }
        foreach ($each in $selected) {
            $entry = $script:started[$each.ProcessId]
            if (-not $entry -or $entry.Emulator.Address -ne $each.Address) {
                if (-not (Get-Process -Id $each.ProcessId -ErrorAction Ignore)) { continue }
                $text = "This session did not start the emulator at $($each.Address). Stop it in the session that started it."
                $PSCmdlet.WriteError((New-EmulatorError $text EmulatorUnknown ObjectNotFound $each))
                continue
            }
            if (-not $PSCmdlet.ShouldProcess("$($each.Address) (process $($each.ProcessId))", 'Stop the BTP emulator')) { continue }
            Stop-EmulatorProcess $entry.Process
            # Only an emulator that was killed leaves its temporary folder.
            if ($entry.TemporaryFolder) { Get-Item -LiteralPath $entry.TemporaryFolder -ErrorAction Ignore | Remove-Item -Recurse -Force }
            $script:started.Remove($each.ProcessId)
        }
    }
}
