# Draws the token flow: from a key, through the cache, to the claims and to an API.
function New-Box([int] $X, [int] $Y, [int] $Width, [string] $Class, [string] $Name, [string[]] $Line) {
    $height = 34 + 18 * $Line.Count
    "<rect class=`"$Class`" x=`"$X`" y=`"$Y`" width=`"$Width`" height=`"$height`" rx=`"8`"/>"
    "<text class=`"ink`" x=`"$($X + $Width / 2)`" y=`"$($Y + 22)`" text-anchor=`"middle`" font-weight=`"600`">$Name</text>"
    for ($i = 0; $i -lt $Line.Count; $i++) {
        "<text class=`"soft`" x=`"$($X + $Width / 2)`" y=`"$($Y + 42 + 18 * $i)`" text-anchor=`"middle`">$($Line[$i])</text>"
    }
}

function New-Arrow([string] $Path, [int] $X, [int] $Y, [string] $Label, [string] $Anchor = 'middle') {
    "<path class=`"arrow`" d=`"$Path`" marker-end=`"url(#head)`"/>"
    if ($Label) { "<text class=`"soft`" x=`"$X`" y=`"$Y`" text-anchor=`"$Anchor`" font-size=`"12`">$Label</text>" }
}

function New-Flow {
    $shapes = @(
        New-Box 24 24 240 plain 'sources of keys' 'cf, btp, kubectl, cockpit', 'file, mount, VCAP, variable', 'vault, object, values'
        New-Box 376 24 240 own 'Import-ServiceKey' 'removes the wrapper, detects', 'the service, checks secret or', 'certificate and every member'
        New-Box 376 182 240 own 'Get-OAuthToken' 'client, user with code, passcode,', 'browser, refresh, token exchange'
        New-Box 376 322 240 memory 'cache' 'in memory only, separate for each', 'tenant, user and secret'
        New-Box 728 322 240 plain 'token endpoint' 'XSUAA, Cloud Identity, CIAM', 'https, redirects are refused'
        New-Box 24 182 240 own 'Get-TokenClaims' 'strict parsing. -Verify checks', 'signature, times, issuer'
        New-Box 728 182 240 own 'Invoke-BtpApi' 'pages, waiting, files,', 'errors with SAP''s code'
        New-Box 728 24 240 plain 'API' 'accounts, entitlements, jobs …', 'only at the hosts', 'of the key'
        New-Arrow 'M264 69 H372'
        New-Arrow 'M496 112 V178' 506 150 'ServiceKey' start
        New-Arrow 'M496 252 V318' 506 290 'checked first' start
        New-Arrow 'M616 347 H724' 670 338 'if none is valid'
        New-Arrow 'M728 372 H620' 674 390 'renewed in background'
        New-Arrow 'M376 217 H268' 322 208 'OAuthToken'
        New-Arrow 'M616 217 H724' 670 208 'OAuthToken'
        New-Arrow 'M848 182 V116' 838 154 '401: one new token' end
    )
    @"
<svg xmlns="http://www.w3.org/2000/svg" width="992" height="416" viewBox="0 0 992 416" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="13">
<title>From a service key to an API</title>
<style>
.page { fill: #ffffff; stroke: #d1d9e0 } .ink { fill: #1f2328 } .soft { fill: #59636e } .plain { fill: #f6f8fa; stroke: #d1d9e0 } .own { fill: #ddf4ff; stroke: #54aeff } .memory { fill: #fff8c5; stroke: #d4a72c } .arrow { fill: none; stroke: #59636e; stroke-width: 1.5 } .tip { fill: #59636e }
@media (prefers-color-scheme: dark) { .page { fill: #0d1117; stroke: #3d444d } .ink { fill: #e6edf3 } .soft { fill: #9198a1 } .plain { fill: #151b23; stroke: #3d444d } .own { fill: #121d2f; stroke: #388bfd } .memory { fill: #272115; stroke: #9e6a03 } .arrow { stroke: #9198a1 } .tip { fill: #9198a1 } }
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 Z"/></marker></defs>
<rect class="page" x="0.5" y="0.5" width="991" height="415" rx="8"/>
$($shapes -join "`n")
</svg>
"@
}
