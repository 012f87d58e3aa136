using System.CommandLine;
using OfferBot.Settings;

namespace OfferBot.Cli;

/// <summary>Options that every verb with settings has.</summary>
internal static class CommonOptions
{
    private static readonly Option<string?> Config = new("--config") { Description = "Settings file; by default config/offerbot.json", HelpName = "FILE" };
    private static readonly Option<string[]> Set = new("--set") { Description = "One setting, wins over file and environment: --set Offers:Folder=/srv/offers", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = false };

    /// <summary>Exit code of faults that the operator has to mend.</summary>
    public const int BadSettings = 2;

    /// <summary>Gives a verb the options, and an action that runs with checked settings.</summary>
    public static Command WithSettings(this Command command, Func<BotSettings, ParseResult, CancellationToken, Task<int>> run)
    {
        command.Add(Config);
        command.Add(Set);
        command.SetAction(async (parsed, ct) =>
        {
            var loaded = SettingsLoader.Load(parsed.GetValue(Config), parsed.GetValue(Set) ?? []);
            if (loaded.Faults.Count == 0) return await run(loaded.Settings, parsed, ct);
            Console.Error.WriteLine(loaded.Faults.Count == 1 ? "A setting has to be mended:" : $"{loaded.Faults.Count} settings have to be mended:");
            foreach (var fault in loaded.Faults) Console.Error.WriteLine($"  {fault.Key}: {fault.Problem}");
            return BadSettings;
        });
        return command;
    }
}
