namespace TokenModule.Checks;

/// <summary>One thing that was checked of a service key, and what was found. It holds no secret.</summary>
/// <param name="Key">The name of the key, or where it was read from.</param>
/// <param name="Check">What was checked: Shape, Placeholders, Certificate, Dns, Tls, Token or Endpoint.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Target">The host or address that was tried, or the part of the key that was looked at.</param>
/// <param name="Message">What was found, and what to do where it is wrong.</param>
public sealed record ServiceKeyCheck(string Key, string Check, CheckResult Result, string Target, string Message);
