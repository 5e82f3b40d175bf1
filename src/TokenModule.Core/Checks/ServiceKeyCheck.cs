namespace TokenModule.Checks;

/// <summary>One check of a service key, with its result. It contains no secret.</summary>
/// <param name="Key">The name of the key, or the source that it was read from.</param>
/// <param name="Check">The name of the check: Shape, Placeholders, Certificate, Dns, Tls, Assertion, Token or Endpoint.</param>
/// <param name="Result">The result of the check.</param>
/// <param name="Target">The checked host or address, or the checked part of the key.</param>
/// <param name="Message">A description of the result. After a failure or a warning, also the advice for the user.</param>
public sealed record ServiceKeyCheck(string Key, string Check, CheckResult Result, string Target, string Message);
