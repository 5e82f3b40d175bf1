using BtpEmulator;

if (EmulatorArguments.ParseOrDefault(args) is not { } options)
{
    await Console.Error.WriteLineAsync(EmulatorArguments.Usage);
    return 2;
}

string? temporary = null;
try
{
    using StopSignal stop = new(options.IgnoreInterrupt);
    await using Emulator emulator = await Emulator.StartAsync(options.Port);
    string keys = options.KeyDirectory ?? (temporary = Directory.CreateTempSubdirectory("btp-keys-").FullName);
    Console.WriteLine($"BTP emulator listening on {emulator.Address.GetLeftPart(UriPartial.Authority)}");
    foreach (string path in EmulatorArguments.WriteFiles(emulator, keys)) Console.WriteLine(path);
    string tls = emulator.TlsAddress.GetLeftPart(UriPartial.Authority);
    Console.WriteLine($"TLS on {tls}, proxy on {emulator.ProxyAddress.GetLeftPart(UriPartial.Authority)}");
    await stop.WaitAsync();
    return 0;
}
catch (IOException failure)
{
    return await FailAsync(failure);
}
catch (UnauthorizedAccessException failure)
{
    return await FailAsync(failure);
}
finally
{
    if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
}

static async Task<int> FailAsync(Exception failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
