# Runs the guides of docs/guides for the AI services unchanged in a directory that contains their keys.
BeforeAll {
    . $PSScriptRoot/Emulator.ps1
    . $PSScriptRoot/Guides.ps1
    Start-Emulator
    Set-Emulator @{ jobPolls = 0 }
}

AfterAll { Stop-Emulator }

Describe 'A folder of invoices' {
    BeforeAll {
        Reset-Emulator
        $directory = New-GuideDirectory dox
        $null = New-Item (Join-Path $directory invoices) -ItemType Directory
        1..7 | ForEach-Object { Set-Content (Join-Path $directory "invoices/invoice-$_.pdf") "%PDF-1.7 $_" }
        Set-Content (Join-Path $directory invoices/fails.pdf) '%PDF-1.7'
        Set-Content (Join-Path $directory invoices/notes.txt) 'no invoice'
        $output = Invoke-Guide invoices $directory
    }

    It 'has one row of fields for each readable invoice' -Skip:($PSEdition -ne 'Core') {
        $table = Import-Csv (Join-Path $directory invoices.csv)
        $table.file | Should -Be (1..7 | ForEach-Object { "invoice-$_.pdf" })
        $table | ForEach-Object { $_.documentNumber, $_.grossAmount, $_.documentDate | Should -Be 'INV-4711', '142.8', '2024-05-06' }
    }

    It 'is read in order by the short script too' {
        $table = Import-Csv (Join-Path $directory items.csv)
        $table.fileName | Should -Be (1..7 | ForEach-Object { "invoice-$_.pdf" })
        $table.items | Should -Be (@('1') * 7)
    }

    It 'has an error for the unreadable invoice in both scripts' -Skip:($PSEdition -ne 'Core') {
        $errors = @(Get-ErrorOrWarning $output)
        $errors.FullyQualifiedErrorId | Should -BeLike 'OperationFailed,*'
        $errors.Count | Should -Be 2
    }

    It 'is sent with the media type of the files and the requested fields' {
        $upload = (Get-Request /document-information-extraction/v1/document/jobs POST)[0].body
        $upload | Should -Match 'application/pdf'
        $upload | Should -Match '"headerFields":\["documentNumber","documentDate","grossAmount"\]'
    }

    It 'requires one token' { @(Get-Request /uaa).Count | Should -Be 1 }
}

Describe 'Mails' {
    BeforeAll {
        Reset-Emulator
        Set-Emulator @{ jobPolls = 1 }
        $directory = New-GuideDirectory ber
        $null = New-Item (Join-Path $directory mails) -ItemType Directory
        Set-Content (Join-Path $directory mails/first.txt) 'The invoices 471142 and 471143 are not paid yet. Größe: 4 m²' -Encoding utf8
        Set-Content (Join-Path $directory mails/second.txt) 'Thank you!' -Encoding utf8
        $output = Invoke-Guide mails $directory
    }

    AfterAll { Set-Emulator @{ jobPolls = 0 } }

    It 'are read without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'are searched for entities' {
        Import-Csv (Join-Path $directory entities.csv) | ForEach-Object { "$($_.mail): $($_.kind) $($_.value)" } |
            Should -Be 'first.txt: invoiceReferenceNumber 471142', 'first.txt: invoiceReferenceNumber 471143'
    }

    It 'are sent unchanged' { ((Get-Request /api/v1/inference POST)[0].body | ConvertFrom-Json).text |
        Should -BeLike '*Größe: 4 m²*' }

    It 'are polled until their jobs have finished' { @(Get-Request /api/v1/inference/jobs/ GET).Count | Should -Be 4 }

    It 'are read by a model of the list' { $output | Should -Contain 'sap_email_business_entity' }
}

Describe 'Recommendations' {
    BeforeAll {
        Reset-Emulator
        $directory = New-GuideDirectory pr
        Set-Content (Join-Path $directory clicks.csv) "user,item`nu1,1001`nu1,1002"
        $output = Invoke-Guide recommendations $directory
    }

    It 'are returned without an error' { Get-ErrorOrWarning $output | Should -BeNullOrEmpty }

    It 'are requested after the training has finished' {
        @(Get-Request /standard).path | ForEach-Object { ($_ -split '/')[-1] } | Should -Be 'file-upload', 'latest', 'next-items',
            'similar-items'
    }

    It 'are returned for both queries' {
        $output | ForEach-Object { "$($_.question) $($_.item)" } |
            Should -Be 'recommendNextItems 1007', 'recommendNextItems 1014', 'recommendNextItems 1021', 'recommendSimilarItems 1007',
                'recommendSimilarItems 1014', 'recommendSimilarItems 1021'
    }
}
