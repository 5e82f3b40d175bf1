# Lists what scripts can rely on: cmdlets with their parameters, public types with their members, and error ids. A changed line in
# PublicApi.txt breaks existing scripts. After an intended change:
#   ./tests/TokenModule.Tests/Get-PublicApi.ps1 | Set-Content ./tests/TokenModule.Tests/PublicApi.txt
param([string] $ModulePath = (Join-Path $PSScriptRoot '../../out/TokenModule'))

$module = Import-Module $ModulePath -PassThru

# The name of a type as a script writes it.
function Get-TypeName([type] $Type) {
    if ($Type.IsGenericType) {
        $name = $Type.GetGenericTypeDefinition().Name -replace '`.*'
        $name + '[' + (($Type.GetGenericArguments() | ForEach-Object { Get-TypeName $_ }) -join ',') + ']'
    }
    elseif ($Type.IsArray) { (Get-TypeName $Type.GetElementType()) + '[]' }
    else { $Type.Name }
}

# PowerShell adds the common parameters.
function Get-ParameterLine([Management.Automation.CommandInfo] $Command) {
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    foreach ($parameter in $Command.Parameters.Values |
        Where-Object Name -NotIn ($common | Where-Object { $_ -notin 'WhatIf', 'Confirm' }) | Sort-Object Name) {
        $aliases = if ($parameter.Aliases) { " alias $(($parameter.Aliases | Sort-Object) -join ', ')" }
        "  -$($parameter.Name) <$(Get-TypeName $parameter.ParameterType)>$aliases"
        foreach ($set in $parameter.ParameterSets.GetEnumerator() | Sort-Object Key) {
            $is = @(
                if ($set.Value.Position -ge 0) { "position $($set.Value.Position)" }
                if ($set.Value.IsMandatory) { 'mandatory' }
                if ($set.Value.ValueFromPipeline) { 'from the pipeline' }
                if ($set.Value.ValueFromPipelineByPropertyName) { 'by property name' }
            )
            $where = if ($set.Key -eq '__AllParameterSets') { 'all sets' } else { "set $($set.Key)" }
            "    ${where}$(if ($is) { ': ' + ($is -join ', ') })"
        }
    }
}

function Get-MemberLine([type] $Type) {
    if ($Type.IsEnum) { [Enum]::GetNames($Type) | Sort-Object | ForEach-Object { "  $_" } }
    # Members of object, and members of records that the compiler generates, are not listed.
    $Type.GetMembers('Public, Instance, Static, DeclaredOnly') | Where-Object { -not $Type.IsEnum } | ForEach-Object {
        switch ($_) {
            { $_ -is [Reflection.PropertyInfo] } { "  $($_.Name) <$(Get-TypeName $_.PropertyType)>" }
            { $_ -is [Reflection.MethodInfo] -and -not $_.IsSpecialName -and $_.Name -notin 'ToString', 'Equals', 'GetHashCode',
                'Deconstruct', '<Clone>$' } {
                "  $($_.Name)($(($_.GetParameters() | ForEach-Object { Get-TypeName $_.ParameterType }) -join ', ')) <$(Get-TypeName $_.ReturnType)>"
            }
            { $_ -is [Reflection.ConstructorInfo] } {
                "  new($(($_.GetParameters() | ForEach-Object { Get-TypeName $_.ParameterType }) -join ', '))" }
        }
    } | Sort-Object
}

foreach ($command in $module.ExportedCmdlets.Values | Sort-Object Name) {
    $default = $command.DefaultParameterSet
    "cmdlet $($command.Name)$(if ($default) { ", default set $default" })$(if ($command.OutputType) { ', gives ' + (($command.OutputType.Name | Sort-Object) -join ', ') })"
    Get-ParameterLine $command
    ''
}

foreach ($alias in $module.ExportedAliases.Values | Sort-Object Name) { "alias $($alias.Name) = $($alias.Definition)" }

# In the assembly of the cmdlets, only the types of parameters are listed.
$enumerations = [TokenModule.Cmdlets.AsyncCmdlet].Assembly.GetExportedTypes() | Where-Object IsEnum
foreach ($type in [TokenModule.ServiceKey].Assembly.GetExportedTypes() + $enumerations | Sort-Object FullName) {
    ''
    "type $($type.FullName)"
    Get-MemberLine $type
}
