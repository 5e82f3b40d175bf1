using BtpEmulator.Xsuaa;

namespace BtpEmulator.Accounts;

/// <summary>The account model: a global account with its directories and subaccounts.</summary>
internal sealed class GlobalAccountDirectory
{
    public const string RootGuid = "a7410cf4-0000-46ac-9c15-52e34d283eb2";

    private const string TeamDirectory = "d1ec7000-0001-4f1e-8d21-000000000001";

    public GlobalAccountDirectory(EmulatorSettings settings)
    {
        Directories = new ResourceStore<AccountDirectory>(settings);
        Subaccounts = new ResourceStore<Subaccount>(settings);
        Directories.Put(TeamDirectory, new AccountDirectory
        {
            Guid = TeamDirectory,
            ParentGuid = RootGuid,
            DisplayName = "Team A",
            Description = "Everything of team A",
            CreatedDate = "2024-02-01T08:00:00Z",
            CreatedBy = "anna.admin@example.com",
        });
        AddSeed(Zone.Provider.SubaccountId, "trial", "eu10", Zone.Provider.Subdomain, RootGuid);
        AddSeed("5abacc00-0002-4783-bc8c-3263690d4aac", "dev", "eu10", "team-a-dev", TeamDirectory);
        AddSeed("5abacc00-0003-4783-bc8c-3263690d4aac", "prod", "us10", "team-a-prod", TeamDirectory);
    }

    public GlobalAccount GlobalAccount { get; set; } = new();

    public ResourceStore<AccountDirectory> Directories { get; }

    public ResourceStore<Subaccount> Subaccounts { get; }

    /// <summary>Returns the global account with its directories and subaccounts.</summary>
    public GlobalAccount Expand()
    {
        ILookup<string, AccountDirectory> directories = Directories.ReadAll().ToLookup(directory => directory.ParentGuid);
        ILookup<string, Subaccount> subaccounts = Subaccounts.ReadAll().ToLookup(subaccount => subaccount.ParentGuid);
        return GlobalAccount with { Children = ExpandChildren(RootGuid), Subaccounts = [.. subaccounts[RootGuid]] };

        IReadOnlyList<AccountDirectory> ExpandChildren(string parent) => [.. directories[parent].Select(directory => directory with
        {
            Children = ExpandChildren(directory.Guid),
            Subaccounts = [.. subaccounts[directory.Guid]],
        })];
    }

    /// <summary>Returns a directory with its directories and subaccounts, or null when it does not exist.</summary>
    public AccountDirectory? ExpandDirectory(string guid)
    {
        return FindDescendant(Expand().Children!);

        AccountDirectory? FindDescendant(IReadOnlyList<AccountDirectory> children) =>
            children.FirstOrDefault(child => child.Guid == guid)
                ?? children.Select(child => FindDescendant(child.Children!)).FirstOrDefault(found => found is not null);
    }

    /// <summary>Whether the global account or a directory contains directories or subaccounts.</summary>
    public bool HasChildren(string guid) =>
        Directories.Contains(directory => directory.ParentGuid == guid)
            || Subaccounts.Contains(subaccount => subaccount.ParentGuid == guid);

    /// <summary>Whether an ID belongs to the global account or a directory, which can have children.</summary>
    public bool IsParent(string guid) => guid == RootGuid || Directories.TryFind(guid, out _);

    private void AddSeed(string guid, string name, string region, string subdomain, string parent) => Subaccounts.Put(guid, new Subaccount
    {
        Guid = guid,
        DisplayName = name,
        ParentGuid = parent,
        Region = region,
        Subdomain = subdomain,
        State = "OK",
        StateMessage = "Subaccount created.",
        Description = $"Subaccount {name}",
        CreatedDate = "2024-03-01T08:00:00Z",
        CreatedBy = "anna.admin@example.com",
        ModifiedDate = "2024-03-01T08:00:00Z",
    });
}
