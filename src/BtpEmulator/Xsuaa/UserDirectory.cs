namespace BtpEmulator.Xsuaa;

/// <summary>The users: one with a second factor and one without.</summary>
internal sealed class UserDirectory(EmulatorSettings settings)
{
    /// <summary>Bob's temporary authentication code.</summary>
    public const string Passcode = "PaSSc0de42";

    private static readonly User[] Users =
    [
        new(
            "0fe5eeef-0001-4607-9bbe-2aacafe89347",
            "anna.admin@example.com",
            "Abcd",
            "1234",
            "Anna",
            "Admin",
            ["Global Account Administrator"]),
        new(
            "0fe5eeef-0002-4607-9bbe-2aacafe89347",
            "bob@example.com",
            "Efgh",
            null,
            "Bob",
            "Builder",
            ["Global Account Administrator", "Subaccount Viewer"]),
    ];

    private readonly Lock gate = new();
    private readonly HashSet<string> usedCodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> issuedPasscodes = new(StringComparer.Ordinal);
    private bool isPasscodeUsed;

    /// <summary>The user who is already signed in at every browser page.</summary>
    public static User Bob => Users[1];

    public static User? Find(string name) => Users.FirstOrDefault(user => user.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Signs a user in. Returns null when the password or the code appended to it is wrong.</summary>
    public User? SignIn(string name, string password)
    {
        lock (gate)
        {
            if (Find(name) is { } owner && issuedPasscodes.GetValueOrDefault(password) == owner.Name)
            {
                issuedPasscodes.Remove(password);
                return owner;
            }
        }

        if (Find(name) is not { } user || password != user.Password + user.OneTimeCode) return null;
        if (user.OneTimeCode is null || !settings.OneTimeCodesAreSingleUse) return user;
        lock (gate) return usedCodes.Add(user.Name) ? user : null;
    }

    /// <summary>Issues a passcode that is valid once, as the password of the user. Returns null when there is no such user.</summary>
    public string? IssuePasscode(string name)
    {
        if (Find(name) is not { } user) return null;
        string passcode = Guid.NewGuid().ToString("N");
        lock (gate) issuedPasscodes[passcode] = user.Name;
        return passcode;
    }

    /// <summary>Redeems a passcode. Returns null when the passcode is wrong or was already used.</summary>
    public User? RedeemPasscode(string passcode)
    {
        if (passcode != Passcode) return null;
        lock (gate)
        {
            if (isPasscodeUsed && settings.PasscodesAreSingleUse) return null;
            isPasscodeUsed = true;
            return Bob;
        }
    }
}
