namespace OfferBot;

/// <summary>Finds what this program is made of, so that no list of parts has to be kept by hand.</summary>
internal static class Parts
{
    /// <summary>The classes of this assembly that implement <typeparamref name="T"/>, by name.</summary>
    public static IReadOnlyList<Type> TypesOf<T>() =>
        [.. typeof(Parts).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T))).OrderBy(t => t.FullName, StringComparer.Ordinal)];

    /// <summary>One of each class that implements <typeparamref name="T"/>, made by its constructor without parameters.</summary>
    public static IReadOnlyList<T> Make<T>() => [.. TypesOf<T>().Select(t => (T)Activator.CreateInstance(t)!)];
}
