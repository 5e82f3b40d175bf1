function Reset-BtpEmulator {
    <#
    .SYNOPSIS
        Returns an emulator to its initial state.
    .DESCRIPTION
        Removes the faults, the recorded requests, the resources that scripts
        created, and changed settings. The address and the service keys stay the
        same. Use the command in BeforeEach, so that no test depends on an
        earlier one.

        Tokens that your session has cached remain valid. To test that a script
        requests a token, also run Clear-OAuthTokenCache.
    .PARAMETER Emulator
        The emulator, from Start-BtpEmulator. By default the only emulator of
        this session.
    .EXAMPLE
        BeforeEach { Reset-BtpEmulator }

        Gives each test of a Pester file an emulator in its initial state.
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
        try {
            $target = Resolve-Emulator $Emulator
            if ($PSCmdlet.ShouldProcess($target.Address, 'Reset the BTP emulator')) { $null = Invoke-EmulatorControl $target Post reset }
        }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}
