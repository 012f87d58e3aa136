namespace OfferBot.Tests.Support;

/// <summary>Files of the repository that tests look at.</summary>
internal static class Repository
{
    /// <summary>The folder that holds OfferBot.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Path of a file or folder below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OfferBot.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("OfferBot.sln is above no folder of the tests.");
    }
}
