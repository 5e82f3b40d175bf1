@{
    Severity     = @('Error', 'Warning', 'Information')
    IncludeRules = @('*')
    ExcludeRules = @(
        # Passwords of the emulator's users, which are the same everywhere and open nothing.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # New-Package, Set-Emulator and the like are a script's own, and nothing that a user would ask -WhatIf of.
        'PSUseShouldProcessForStateChangingFunctions'
        # A variable of BeforeAll is used in It: the analyser reads each block alone.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Positions are in the public API, and examples show them.
        'PSAvoidUsingPositionalParameters'
        # Files are UTF-8 without a mark, as .editorconfig says.
        'PSUseBOMForUnicodeEncodedFile'
    )
    Rules        = @{
        PSUseCompatibleSyntax          = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
        PSUseConsistentIndentation     = @{ Enable = $true; IndentationSize = 4; PipelineIndentation = 'IncreaseIndentationForFirstPipeline' }
        PSPlaceOpenBrace               = @{ Enable = $true; OnSameLine = $true; IgnoreOneLineBlock = $true }
        PSAvoidSemicolonsAsLineTerminators = @{ Enable = $true }
    }
}
