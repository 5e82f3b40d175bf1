namespace TokenModule.Json;

/// <summary>
/// Runs code that reads text from JSON. An escape such as <c>\ud800</c> can be half of a surrogate pair. The parser accepts it, but it is
/// not Unicode. System.Text.Json throws an InvalidOperationException when a name or a text with it is read. Only this class catches that.
/// </summary>
internal static class JsonUnicode
{
    /// <exception cref="InvalidUnicodeException">A name or a text contains an unpaired surrogate.</exception>
    public static T Require<T>(Func<T> read) => Require(read, static run => run());

    /// <summary>As <see cref="Require{T}(Func{T})"/>, without the cost of a closure.</summary>
    /// <exception cref="InvalidUnicodeException">A name or a text contains an unpaired surrogate.</exception>
    public static T Require<TSource, T>(TSource source, Func<TSource, T> read)
    {
        try
        {
            return read(source);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidUnicodeException(e);
        }
    }

    /// <returns>What <paramref name="read"/> returns, or null when a name or a text contains an unpaired surrogate.</returns>
    public static T? ReadOrDefault<TSource, T>(TSource source, Func<TSource, T?> read)
    {
        try
        {
            return Require(source, read);
        }
        catch (InvalidUnicodeException)
        {
            return default;
        }
    }
}
