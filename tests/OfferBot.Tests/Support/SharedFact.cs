namespace OfferBot.Tests.Support;

/// <summary>A test on material beside the repository (../shared), skipped only where that is absent.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(params string[] path)
    {
        if (!File.Exists(PathOf(path)) && !Directory.Exists(PathOf(path))) Skip = $"../shared/{string.Join('/', path)} is not there";
    }

    public static string PathOf(params string[] path) => Path.GetFullPath(Path.Combine([Repository.Root, "..", "shared", .. path]));
}
