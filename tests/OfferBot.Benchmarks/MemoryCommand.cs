using System.Diagnostics;
using System.Globalization;
using OfferBot.Simulators.Discord;

namespace OfferBot.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/OfferBot.Benchmarks -- memory [guilds] [channels]</c>: resident memory of an idle process, half a minute after
/// it has heard of all guilds: the Discord client alone with 30 channels a guild, and the whole program with 200.
/// </summary>
internal static class MemoryCommand
{
    private const int Roles = 15;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        int Argument(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
        var guilds = Argument(0, 1000);
        await MeasureAsync("client alone", guilds, 30, discord => new ProcessStartInfo(DiscordPlan.Worker, [new DiscordPlan(new Uri(discord.Root, "/api").ToString(), discord.Token, "listen", [], guilds, 0).ToString()]));
        await MeasureAsync("whole program", guilds, Argument(1, 200), Program);
        return 0;
    }

    private static ProcessStartInfo Program(DiscordSimulator discord)
    {
        var folder = Directory.CreateTempSubdirectory("offerbot-memory-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "offers"));
        string[] settings =
        [
            $"Offers:Folder={Path.Combine(folder, "offers")}", $"Database:ConnectionString=Data Source={Path.Combine(folder, "board.db")}", $"Mail:PickupFolder={Path.Combine(folder, "mail")}",
            "Web:Listen=http://127.0.0.1:0", $"Discord:Token={discord.Token}", $"Discord:ApiUrl={discord.ApiUrl}", $"Discord:Channels:0:Id={discord.Offers.Id}",
        ];
        return new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "offerbot.dll"), "run", .. settings.SelectMany(setting => new[] { "--set", setting })]) { WorkingDirectory = folder };
    }

    private static async Task MeasureAsync(string name, int guilds, int channels, Func<DiscordSimulator, ProcessStartInfo> start)
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { KeepRequests = false });
        for (var guild = 1; guild < guilds; guild++)
        {
            var made = discord.World.AddGuild($"guilde {guild}");
            made.Roles = Roles;
            for (var channel = 0; channel < channels; channel++) discord.World.AddChannel(made.Id, $"salon-{channel}");
        }

        var info = start(discord);
        (info.RedirectStandardOutput, info.RedirectStandardInput) = (true, true);
        using var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await (await discord.Gateway.ConnectionAsync(1)).SaysAsync(2);
        // "Idle" is what is measured: nothing tells when a process has become so, but half a minute later it has.
        await Task.Delay(Rest);
        var resident = ResidentMemory.Of(process);
        process.Kill();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {guilds} guilds of {channels} channels: {resident / 1e6:0.0} MB resident"));
    }
}
