# Compares the help pages with the cmdlets, and the output of Get-Help with the pages.
BeforeDiscovery {
    . $PSScriptRoot/HelpPages.ps1
    $pages = Get-HelpPage | ForEach-Object { @{ Name = $_.Name } }
    $topics = Get-ChildItem "$pageFolder/about_*.md" | ForEach-Object { @{ Topic = $_.BaseName } }
}

BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/HelpPages.ps1
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $module = Get-Module TokenModule
    $failures = [Enum]::GetNames([TokenModule.Failure])

    function Get-ParameterName($Command) { $Command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object }
    function Get-Text($Lines) { Get-Plain ((@($Lines | ForEach-Object Text)) -join "`n") }
}

Describe 'The pages of help' {
    It 'are one for each cmdlet' {
        (Get-HelpPage).Name | Sort-Object | Should -Be ($module.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'name every error there is, and no other' {
        $named = [regex]::Matches(((Get-HelpPage | ForEach-Object { Get-Section $_.Text '## NOTES' }) -join "`n"),
            '(?m)^- (`\w+`(?:, `\w+`)*):') |
            ForEach-Object { $_.Groups[1].Value -replace '`' -split ', ' } | Sort-Object -Unique
        $named | Should -Be ($failures | Sort-Object)
    }
}

Describe 'The page of <Name>' -ForEach $pages {
    BeforeAll {
        $page = Get-HelpPage $Name
        $command = Get-Command $Name -Module TokenModule
    }

    It 'describes exactly the existing parameters' {
        $page.Parameters | ForEach-Object Name | Sort-Object | Should -Be (Get-ParameterName $command)
        $page.Parameters | Where-Object { -not $_.Description.Trim() } | Should -BeNullOrEmpty
    }

    It 'states the defaults of the cmdlet' {
        $cmdlet = $command.ImplementingType::new()
        foreach ($parameter in $page.Parameters | Where-Object Name -NotIn WhatIf, Confirm) {
            $value = $cmdlet.($parameter.Name)
            $default = if ($value -is [Collections.IDictionary]) { '' } else { "$value" }
            "$($parameter.Name) $($parameter.Default)" | Should -Be "$($parameter.Name) $default"
        }
    }

    It 'belongs to a cmdlet with a short help message for every parameter' {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn ($common + 'WhatIf', 'Confirm')) {
            $messages = @($parameter.Attributes | Where-Object { $_ -is [Parameter] } | ForEach-Object HelpMessage | Where-Object { $_ })
            "$($parameter.Name) $messages" | Should -Match '^\w+ \S.{10,110}\.$'
        }
    }

    It 'has no gap that waits to be filled' {
        $page.Text | Should -Not -Match '\{\{ *Fill'
        $page.Synopsis, $page.Description, (Get-Section $page.Text '## NOTES') | Should -Not -Contain ''
    }

    It 'names the aliases that the cmdlet has' {
        $aliases = @(Get-Alias -Definition $Name -ErrorAction Ignore | ForEach-Object { "``$($_.Name)``" })
        Get-Section $page.Text '## ALIASES' | Should -Be $(if ($aliases) { $aliases -join ', ' } else { 'None.' })
    }

    It 'links to pages that are there' {
        $links = [regex]::Matches($page.Text, '\]\((?!https:)([^)]+)\)') | ForEach-Object { $_.Groups[1].Value }
        $links | Should -Not -BeNullOrEmpty
        $links | Where-Object { -not (Test-Path "$pageFolder/$_") } | Should -BeNullOrEmpty
    }

    It 'has at least three examples with existing commands and parameters' {
        $page.Examples.Count | Should -BeGreaterOrEqual 3
        $page.Examples.Count | Should -Be ([regex]::Matches($page.Text, '(?m)^### Example ').Count)
        foreach ($example in $page.Examples) {
            $example.Code | Should -Match $Name
            $tree = [Management.Automation.Language.Parser]::ParseInput($example.Code, [ref] $null, [ref] $null)
            [scriptblock]::Create($example.Code) | Should -Not -BeNullOrEmpty
            foreach ($call in $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                if (-not $module.ExportedCommands[$call.GetCommandName()]) { continue }
                $called = Get-Command $call.GetCommandName() -Module TokenModule
                $call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } |
                    ForEach-Object ParameterName | Where-Object { $_ -notin $called.Parameters.Keys } | Should -BeNullOrEmpty
            }
        }
    }
}

Describe 'The help of the module' {
    It 'is made of the pages as they are' {
        $hashes = (Get-ChildItem "$pageFolder/*.md" | Get-FileHash).Hash | Sort-Object
        $bytes = [Text.Encoding]::ASCII.GetBytes($hashes -join '')
        $hash = (Get-FileHash -InputStream ([IO.MemoryStream]::new($bytes))).Hash
        Get-Content (Join-Path $modulePath 'en-US/TokenModule.dll-Help.xml') -TotalCount 2 | Select-Object -Last 1 |
            Should -BeLike "*Pages: $hash *" -Because 'build.ps1 Docs was not run after a page was changed'
    }

    It 'is found in a fresh process: <Command>' -ForEach @(
        @{ Command = 'Get-Help Invoke-BtpApi -Examples'; Text = 'Invoke-BtpApi -Path document/jobs -Method Post -Form' }
        @{ Command = 'Get-Help Get-OAuthToken -Full'; Text = 'CredentialRequired: the key requires a user' }
        @{ Command = 'Get-Help Import-ServiceKey -Parameter Path'; Text = 'A directory is a mounted binding' }
        @{ Command = 'Get-Help Get-BtpToken'; Text = 'Gets an access token for a service key' }
        @{ Command = 'Get-Help about_TokenModule'; Text = 'Import-ServiceKey ./ber.json | Get-OAuthToken | Get-TokenClaims' }
        @{ Command = 'Get-Help about_TokenModule_CI'; Text = 'GITHUB_ACTIONS or TF_BUILD' }
    ) {
        # The width of the console determines the line breaks.
        $output = (Invoke-FreshPowerShell "Import-Module '$modulePath'; $Command") -join ''
        $output -replace '\s' | Should -BeLike "*$([WildcardPattern]::Escape($Text -replace '\s'))*"
    }
}

Describe 'Get-Help <Name>' -ForEach $pages {
    BeforeAll {
        $page = Get-HelpPage $Name
        $help = Get-Help $Name -Full
    }

    It 'contains the text of the page about the cmdlet' {
        Get-Plain $help.Synopsis | Should -Be (Get-Plain $page.Synopsis)
        Get-Text $help.description | Should -Be (Get-Plain $page.Description)
        Get-Text $help.alertSet.alert | Should -Be (Get-Plain (Get-Section $page.Text '## NOTES'))
    }

    It 'contains the text of the page about each parameter' {
        $parameters = @($help.parameters.parameter | Where-Object { $_ })
        $parameters.Count | Should -Be $page.Parameters.Count
        foreach ($parameter in $page.Parameters) {
            $shown = $parameters | Where-Object Name -EQ $parameter.Name
            Get-Text $shown.description | Should -Be (Get-Plain $parameter.Description)
            "$($shown.defaultValue)" | Should -Be $parameter.Default
        }
    }

    It 'shows the examples of the page' {
        @($help.examples.example).Count | Should -Be $page.Examples.Count
        for ($i = 0; $i -lt $page.Examples.Count; $i++) {
            $shown = @($help.examples.example)[$i]
            $shown.title | Should -BeLike "*$([WildcardPattern]::Escape($page.Examples[$i].Title)) *"
            $shown.code -replace '\r' | Should -Be $page.Examples[$i].Code
            Get-Text $shown.remarks | Should -Be (Get-Plain $page.Examples[$i].Remarks)
        }
    }

    It 'shows the syntax that the cmdlet has' {
        $expected = (Get-Command $Name -Module TokenModule).ParameterSets |
            ForEach-Object { ($_.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -join ' ' }
        $shown = $help.syntax.syntaxItem | ForEach-Object { ($_.parameter | ForEach-Object { $_.name } | Sort-Object) -join ' ' }
        $shown | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'opens its page with -Online' {
        $help.relatedLinks.navigationLink[0].uri | Should -Be "https://github.com/TokenModule/TokenModule/blob/main/docs/en-US/$Name.md"
    }
}

Describe 'The topic <Topic>' -ForEach $topics {
    BeforeAll { $text = Get-Content (Join-Path $modulePath "en-US/$Topic.help.txt") -Encoding UTF8 }

    It 'fits a console of 80 columns' {
        $text | Where-Object { $_.Length -ge 80 } | Should -BeNullOrEmpty
    }

    It 'begins as Get-Help reads it' {
        $text[0..3] | Should -Be 'TOPIC', "    $Topic", '', 'SHORT DESCRIPTION'
        (Get-Help $Topic -ErrorAction Stop) -join '' | Should -Match 'SEE ALSO'
    }
}
