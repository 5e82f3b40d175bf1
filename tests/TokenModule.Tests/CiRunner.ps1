# Dot-sourced after Guides.ps1: runs the PowerShell steps of a workflow as GitHub Actions or Azure Pipelines do, each in a process of its
# own.

# Reads the steps of a workflow with their scripts, ids and variables. Supports only the YAML that the guides use.
function Get-WorkflowStep([string] $Yaml) {
    $steps = [regex]::Matches($Yaml.Substring($Yaml.IndexOf('steps:')), '(?ms)^( *)- \w+:.*?(?=^\1- |\z)')
    foreach ($step in $steps) {
        # The first member follows a dash. Without the dash it is in the column of the other members.
        $text = $step.Value -replace '^( *)- ', '$1  '
        $block = [regex]::Match($text, '(?m)^(?<column> *)(?:run|pwsh): \|\n(?<lines>(?:\k<column> +.*\n|\s*\n)+)')
        $line = [regex]::Match($text, '(?m)^ *(?:run|pwsh): (?!\|)(?<line>.+)$')
        if (-not ($block.Success -or $line.Success)) { continue }
        $variables = [regex]::Match($text, '(?m)^(?<column> *)env:\n(?<lines>(?:\k<column> +\w+: .+\n)+)').Groups['lines'].Value
        [pscustomobject]@{
            Id     = [regex]::Match($text, '(?m)^ *id: (.+)$').Groups[1].Value
            Script = if ($block.Success) { $block.Groups['lines'].Value } else { $line.Groups['line'].Value }
            Env    = [regex]::Matches($variables, '(?m)^ *(\w+): (.+)$')
        }
    }
}

# Returns the values that a step has written to GITHUB_OUTPUT or GITHUB_ENV: name=value, or name<<end, the lines of the value, end.
function Get-CommandFile([string] $Path) {
    $values = @{}
    foreach ($match in [regex]::Matches(((Get-Content $Path -Raw) -replace '\r'), '(?ms)^(\w+)(?:=([^\n]*)$|<<(\S+)\n(.*?)\n\3$)')) {
        $values[$match.Groups[1].Value] = if ($match.Groups[3].Success) { $match.Groups[4].Value } else { $match.Groups[2].Value }
    }

    $values
}

# Runs the steps one after the other. Returns the log and the environment variables of each step.
#   $Values   the values of ${{ … }} or $(…) before the first step; steps add values
function Invoke-Workflow([string] $Yaml, [hashtable] $Values, [switch] $Azure) {
    $environment = if ($Azure) { @{ TF_BUILD = 'True'; GITHUB_ACTIONS = '' } } else { @{ GITHUB_ACTIONS = 'true'; TF_BUILD = '' } }
    foreach ($step in Get-WorkflowStep $Yaml) {
        $files = @{}
        if (-not $Azure) { 'GITHUB_OUTPUT', 'GITHUB_ENV' |
            ForEach-Object { $files[$_] = (New-Item (Join-Path $TestDrive ([guid]::NewGuid()))).FullName } }
        $own = @{}
        foreach ($variable in $step.Env) {
            $own[$variable.Groups[1].Value] = [regex]::Replace($variable.Groups[2].Value, '\$\{\{ (.+?) \}\}|\$\((.+?)\)',
                { $Values[$args[0].Groups[1].Value + $args[0].Groups[2].Value] })
        }

        $log = @(Invoke-WithEnvironment ($environment + $files + $own) {
            # Both CI systems begin a PowerShell script like this. The module is already installed.
            Invoke-FreshPowerShell "`$ErrorActionPreference = 'stop';
                function Install-PSResource { `"Installed `$args`" }`n$($step.Script)" 2>&1 | ForEach-Object { "$_" }
        })
        [pscustomobject]@{ Log = $log; Environment = $own.Values + $environment.Values }
        if ($Azure) {
            foreach ($command in [regex]::Matches($log -join "`n", '(?m)^##vso\[task\.setvariable variable=(\w+);issecret=true\](.*)$')) {
                $Values[$command.Groups[1].Value] = $command.Groups[2].Value }
        }
        else {
            (Get-CommandFile $files.GITHUB_OUTPUT).GetEnumerator() |
                ForEach-Object { $Values["steps.$($step.Id).outputs.$($_.Key)"] = $_.Value }
            (Get-CommandFile $files.GITHUB_ENV).GetEnumerator() | ForEach-Object { $environment[$_.Key] = $_.Value }
        }
    }
}

function Invoke-WithEnvironment([hashtable] $Variables, [scriptblock] $Script) {
    $before = @{}
    foreach ($name in $Variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Variables[$name])
    }

    try { & $Script }
    finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
}
