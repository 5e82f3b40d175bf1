using System.Collections;
using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.Cmdlets;

/// <summary>The base class of a cmdlet that creates a key from single values, as a provider sends them in an email.</summary>
public abstract class KeyValuesCmdlet : CredentialCmdlet
{
    private protected const string ValuesSet = "Values";

    /// <summary>The name of the key in this session. Other cmdlets accept it for -ServiceKey.</summary>
    [Parameter(HelpMessage = "The name of the key in this session, for -ServiceKey.")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true, HelpMessage = "The address of the token endpoint.")]
    public Uri? TokenUrl { get; set; }

    [Parameter(ParameterSetName = ValuesSet, Mandatory = true, HelpMessage = "The client id, as in the key or in the provider's email.")]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The page where users sign in with a browser. The default is <c>authorize</c> next to the token endpoint.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The page where users sign in with the browser, for Get-OAuthToken -GrantType AuthorizationCode.")]
    public Uri? AuthorizeUrl { get; set; }

    [Parameter(ParameterSetName = ValuesSet, HelpMessage = "The format of the token request: Form (the OAuth standard) or Json (CIAM).")]
    [OneName]
    public TokenRequestFormat TokenRequestFormat { get; set; }

    /// <summary>The value of <c>grant_type</c>, for servers that use a name of their own.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The value of grant_type for client credentials, for servers with their own spelling.")]
    [ValidateNotNullOrEmpty]
    public string? GrantTypeName { get; set; }

    /// <summary>The names and addresses of the APIs to which the token may be sent.</summary>
    [Parameter(
        ParameterSetName = ValuesSet,
        HelpMessage = "The names and addresses of the APIs to which the token may be sent, as a hashtable.")]
    public Hashtable Endpoint { get; set; } = [];

    /// <exception cref="ServiceKeyException">A value is missing or invalid.</exception>
    private protected ServiceKey CreateKey(ClientCredential? credential)
    {
        ServiceKeyValues values = new(TokenUrl!, ClientId, credential ?? new PublicClient())
        {
            Name = Name,
            AuthorizeUrl = AuthorizeUrl,
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Endpoints = KeyValues.ParseEndpoints(Endpoint),
        };
        return values.ToKey();
    }
}
