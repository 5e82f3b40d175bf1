using BtpEmulator;

if (EmulatorArguments.ParseOrDefault(args) is not { } options)
{
    await Console.Error.WriteLineAsync(EmulatorArguments.Usage);
    return 2;
}

try
{
    using StopSignal stop = new();
    await using Emulator emulator = await Emulator.StartAsync(options.Port);
    Console.WriteLine($"BTP emulator listening on {emulator.Address.GetLeftPart(UriPartial.Authority)}");
    foreach (string path in options.WriteFiles(emulator)) Console.WriteLine(path);
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

static async Task<int> FailAsync(Exception failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
