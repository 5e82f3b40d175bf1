namespace TokenModule.ServiceKeys.Sources;

/// <summary>Reads keys from environment variables that CI pipelines and platforms set.</summary>
internal static class ServiceKeyEnvironment
{
    private const string Services = "VCAP_SERVICES";
    private const string ServicesFile = "VCAP_SERVICES_FILE_PATH";

    /// <exception cref="ServiceKeyException">The variable is not set, is empty, or contains no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string variable)
    {
        // The message does not repeat the argument: people pass the value, which is a secret, instead of the name.
        if (!IsVariableName(variable))
            throw CreateInvalidNameError();
        if (GetValueOrDefault(variable) is { } text)
            return ServiceKeyReader.ReadBindings(text, FormatSource(variable));

        throw new ServiceKeyException(
            Failure.ServiceKeyNotFound,
            FormatSource(variable),
            "The variable is not set or is empty. Check the name; Get-ChildItem env: lists the variables.");
    }

    /// <summary>
    /// Reads the services that Cloud Foundry binds to an application, from a variable or from the file that another variable names.
    /// </summary>
    /// <exception cref="ServiceKeyException">Neither variable is set, or the value contains no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadVcapBindings()
    {
        if (GetValueOrDefault(Services) is not null)
            return ReadBindings(Services);

        if (GetValueOrDefault(ServicesFile) is { } path)
            return ServiceKeyFile.ReadBindings(path);

        throw new ServiceKeyException(
            Failure.ServiceKeyNotFound,
            FormatSource(Services),
            $"Neither {Services} nor {ServicesFile} is set. Cloud Foundry sets them only inside an application. "
                + "Outside, pipe the output of cf env.");
    }

    private static string FormatSource(string variable) => $"the variable {variable}";

    private static bool IsVariableName(string variable)
    {
        return variable.Length <= 64 && variable.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
    }

    private static string? GetValueOrDefault(string variable)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static ServiceKeyException CreateInvalidNameError()
    {
        return new ServiceKeyException(
            Failure.ServiceKeyNotFound,
            "-EnvironmentVariable",
            "The argument is not the name of a variable. Pass the name without the dollar sign: -EnvironmentVariable BTP_KEY.");
    }
}
