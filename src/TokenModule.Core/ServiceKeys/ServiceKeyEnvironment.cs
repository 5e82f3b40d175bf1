namespace TokenModule.ServiceKeys;

/// <summary>The keys in environment variables, as pipelines and platforms set them.</summary>
internal static class ServiceKeyEnvironment
{
    private const string Services = "VCAP_SERVICES";
    private const string ServicesFile = "VCAP_SERVICES_FILE_PATH";

    /// <exception cref="ServiceKeyException">The variable is not set, is empty, or holds no binding.</exception>
    public static IReadOnlyList<ServiceBinding> ReadBindings(string variable)
    {
        // Its value in place of its name is a mistake soon made, and a secret.
        if (!IsVariableName(variable))
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, "-EnvironmentVariable", "this is no name of a variable; perhaps it is its value. Give the name, without the dollar sign: -EnvironmentVariable BTP_KEY.");

        return GetValueOrDefault(variable) is { } text
            ? ServiceKeyReader.ReadBindings(text, $"the variable {variable}")
            : throw CreateNotSetError(variable, "it is not set, or empty. Check the name; Get-ChildItem env: shows the variables.");
    }

    /// <summary>What Cloud Foundry binds to an application: in a variable, or in a file where that would be too long.</summary>
    /// <exception cref="ServiceKeyException">Neither is set, or there is no binding in it.</exception>
    public static IReadOnlyList<ServiceBinding> ReadVcapBindings()
    {
        if (GetValueOrDefault(Services) is not null)
            return ReadBindings(Services);

        return GetValueOrDefault(ServicesFile) is { } path
            ? ServiceKeyFile.ReadBindings(path)
            : throw CreateNotSetError(Services, $"neither it nor {ServicesFile} is set. Cloud Foundry sets them for an application with bound services; cf env shows the same text.");
    }

    private static bool IsVariableName(string variable) => variable.Length <= 64 && variable.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string? GetValueOrDefault(string variable) => Environment.GetEnvironmentVariable(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static ServiceKeyException CreateNotSetError(string variable, string message) => new(Failure.ServiceKeyNotFound, $"the variable {variable}", message);
}
