using System.Reflection;
using BtpEmulator;
using Quickstart;

string repository = typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
string keys = Directory.CreateTempSubdirectory("btp-keys-").FullName;
try
{
    await using Emulator btp = await Emulator.StartAsync();
    btp.WriteServiceKeys(keys);
    Console.WriteLine($"A BTP emulator listens on {btp.Address.GetLeftPart(UriPartial.Authority)}; its service keys are in {keys}.");
    if (PowerShellHost.Find(repository) is { } powerShell)
        return powerShell.Run(Console.WriteLine, "-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Demo.ps1"), "-Module", Path.Combine(repository, "out", "TokenModule"), "-Keys", keys);

    Console.WriteLine("No PowerShell on this machine (https://aka.ms/powershell): the same steps run through the library under the cmdlets.");
    await LibraryDemo.RunAsync(keys, CancellationToken.None);
    return 0;
}
finally
{
    Directory.Delete(keys, recursive: true);
}
