namespace TokenModule.ServiceKeys;

/// <summary>The keys in environment variables, as pipelines and platforms set them.</summary>
internal static class ServiceKeyEnvironment
{
    private const string Services = "VCAP_SERVICES";
    private const string ServicesFile = "VCAP_SERVICES_FILE_PATH";

    /// <exception cref="ServiceKeyException">The variable is not set, is empty, or holds no binding.</exception>
    public static IReadOnlyList<ServiceBinding> Bindings(string variable)
    {
        // Its value in place of its name is a mistake soon made, and a secret.
        if (!IsName(variable))
            throw new ServiceKeyException(Failure.ServiceKeyNotFound, "-EnvironmentVariable", "this is no name of a variable; perhaps it is its value. Give the name, without the dollar sign: -EnvironmentVariable BTP_KEY.");

        return Value(variable) is { } text
            ? ServiceKeyReader.Bindings(text, $"the variable {variable}")
            : throw NotSet(variable, "it is not set, or empty. Check the name; Get-ChildItem env: shows the variables.");
    }

    /// <summary>What Cloud Foundry binds to an application: in a variable, or in a file where that would be too long.</summary>
    /// <exception cref="ServiceKeyException">Neither is set, or there is no binding in it.</exception>
    public static IReadOnlyList<ServiceBinding> Vcap()
    {
        if (Value(Services) is not null)
            return Bindings(Services);

        return Value(ServicesFile) is { } path
            ? ServiceKeyFile.Bindings(path)
            : throw NotSet(Services, $"neither it nor {ServicesFile} is set. Cloud Foundry sets them for an application with bound services; cf env shows the same text.");
    }

    private static bool IsName(string variable) => variable.Length <= 64 && variable.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static ServiceKeyException NotSet(string variable, string message) => new(Failure.ServiceKeyNotFound, $"the variable {variable}", message);
}
