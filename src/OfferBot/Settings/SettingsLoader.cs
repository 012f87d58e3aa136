namespace OfferBot.Settings;

/// <summary>What is wrong with the settings, with the fix of each.</summary>
/// <param name="Key">The setting: "Mail:Port".</param>
/// <param name="Problem">What is wrong and how to mend it, one sentence or two.</param>
internal sealed record SettingFault(string Key, string Problem);

/// <summary>Settings, or all that is wrong with them.</summary>
internal sealed record LoadedSettings(BotSettings Settings, IReadOnlyList<SettingFault> Faults);

/// <summary>Reads config/offerbot.json, then OFFERBOT_ environment variables, then --set of the command line; later ones win.</summary>
internal static class SettingsLoader
{
    public const string DefaultFile = "config/offerbot.json";

    /// <param name="file">The JSON file; a missing one at the default path means all defaults.</param>
    /// <param name="overrides">"Key:Name=value" of the command line.</param>
    public static LoadedSettings Load(string? file, IReadOnlyList<string> overrides)
    {
        var faults = new List<SettingFault>();
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (file is not null && !File.Exists(path)) faults.Add(new SettingFault("--config", $"The file {path} does not exist."));
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .AddJsonFile(path, optional: true)
                .AddEnvironmentVariables("OFFERBOT_")
                .AddInMemoryCollection(Parse(overrides, faults))
                .Build();
        }
        catch (InvalidDataException fault)
        {
            return new LoadedSettings(new BotSettings(), [.. faults, new SettingFault(path, $"Not valid JSON: {fault.InnerException?.Message ?? fault.Message}")]);
        }

        var settings = (BotSettings)SettingsBinder.Bind(configuration, typeof(BotSettings), "", faults);
        settings = Secrets.Resolve(settings, faults);
        faults.AddRange(SettingsCheck.Of(settings));
        return new LoadedSettings(settings, faults);
    }

    private static Dictionary<string, string?> Parse(IReadOnlyList<string> overrides, List<SettingFault> faults)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in overrides)
        {
            var cut = text.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0) values[text[..cut].Replace("__", ":", StringComparison.Ordinal)] = text[(cut + 1)..];
            else faults.Add(new SettingFault("--set", $"'{text}' has no '='. Write for instance --set Offers:Folder=/srv/offers"));
        }

        return values;
    }
}

/// <summary>Secrets that are kept in files.</summary>
internal static class Secrets
{
    public static BotSettings Resolve(BotSettings settings, List<SettingFault> faults) => settings with
    {
        Discord = settings.Discord with { Token = One("Discord:Token", settings.Discord.Token, settings.Discord.TokenFile, faults) },
        Mail = settings.Mail with
        {
            Password = One("Mail:Password", settings.Mail.Password, settings.Mail.PasswordFile, faults),
            Returns = settings.Mail.Returns with { Password = One("Mail:Returns:Password", settings.Mail.Returns.Password, settings.Mail.Returns.PasswordFile, faults) },
        },
    };

    private static string? One(string key, string? value, string? file, List<SettingFault> faults)
    {
        if (string.IsNullOrWhiteSpace(file)) return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        if (!string.IsNullOrWhiteSpace(value)) faults.Add(new SettingFault(key, $"{key} and {key}File are both set. Keep one."));
        try
        {
            var secret = File.ReadAllText(file).Trim();
            if (secret.Length > 0) return secret;
            faults.Add(new SettingFault(key + "File", $"The file {file} is empty. Put the secret into it, on one line."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault(key + "File", $"The file {file} cannot be read: {fault.Message}"));
        }

        return null;
    }
}
