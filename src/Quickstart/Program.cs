using System.Reflection;
using BtpEmulator;
using Quickstart;

string repository = typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(a => a.Key == "RepositoryRoot").Value!;
string keys = Directory.CreateTempSubdirectory("btp-keys-").FullName;
try
{
    await using Emulator btp = await Emulator.StartAsync();
    btp.WriteServiceKeys(keys);
    Console.WriteLine($"The BTP emulator listens on {btp.Address.GetLeftPart(UriPartial.Authority)}. Its service keys are in {keys}.");
    if (PowerShellHost.Find(repository) is { } powerShell)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Demo.ps1");
        string module = Path.Combine(repository, "out", "TokenModule");
        return powerShell.Run(
            Console.WriteLine, "-NoProfile", "-NonInteractive", "-File", script, "-Module", module, "-Keys", keys);
    }

    Console.WriteLine("PowerShell is not installed (https://aka.ms/powershell). The same steps run with the library below the cmdlets.");
    await LibraryDemo.RunAsync(keys, CancellationToken.None);
    return 0;
}
finally
{
    Directory.Delete(keys, recursive: true);
}
