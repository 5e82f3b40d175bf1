# There is one build for PowerShell 7 and one for Windows PowerShell. The manifest could select it with an expression. But PowerShell does
# not find the cmdlets of such a manifest when several runspaces of ForEach-Object -Parallel import the module at the same time.
if ($PSEdition -eq 'Core') { Import-Module "$PSScriptRoot/net8.0/TokenModule.dll" } else { Import-Module "$PSScriptRoot/netstandard2.0/TokenModule.dll" }
