using System.Globalization;

namespace OfferBot.Simulators.Discord;

/// <summary><c>dotnet run --project tests/OfferBot.Simulators -- discord --port 8091 [--token TOKEN] [--unlimited]</c></summary>
internal static class DiscordCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var options = new SimOptions
        {
            Port = int.Parse(Value("--port") ?? "8091", CultureInfo.InvariantCulture),
            Token = Value("--token") ?? new SimOptions().Token,
            Rates = args.Contains("--unlimited") ? RatePlan.None : RatePlan.Realistic,
        };
        await using var discord = await DiscordSimulator.StartAsync(options);
        Console.WriteLine($"A loopback Discord is at {discord.Root} (the channels), its API at {discord.ApiUrl}");
        Console.WriteLine($"Bot token: {discord.Token}");
        Console.WriteLine($"Guild {discord.Guild.Id}; channels: {discord.Offers.Id} text, {discord.News.Id} announcement, {discord.Forum.Id} forum");
        await discord.WaitForShutdownAsync();
        return 0;
    }
}
