namespace OfferBot.Checkup;

/// <summary>The folder of offers.</summary>
internal sealed class FolderCheck : ICheck
{
    public Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct) => Task.FromResult<IReadOnlyList<Finding>>([Look(around)]);

    private static Finding Look(Surroundings around)
    {
        var about = around.Say("Dossier des offres", "Folder of offers");
        var path = Path.GetFullPath(around.Settings.Offers.Folder);
        if (!Directory.Exists(path)) return Finding.Warn(about, around.Say($"{path} n'existe pas ; il sera créé au démarrage.", $"{path} does not exist; it is created at start."));
        try
        {
            var count = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false }).Count();
            return Finding.Ok(about, around.Say($"{path}, {count} fichier(s).", $"{path}, {count} file(s)."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Finding.Todo(about, fault.Message, around.Say("Donner au compte du bot le droit de lire ce dossier et ses sous-dossiers.", "Let the bot's account read this folder and those in it."));
        }
    }
}
