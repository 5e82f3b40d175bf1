@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '6a4c0f1e-0c5a-4d0e-9d58-0e6f3a3f7c11'
    CmdletsToExport   = @('Get-Nothing', 'Get-NothingOf')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
