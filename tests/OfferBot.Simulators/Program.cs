using OfferBot.Simulators.Discord;

namespace OfferBot.Simulators;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "discord":
                return await DiscordCommand.RunAsync(args[1..]);
            default:
                Console.Error.WriteLine("usage: discord [--port N] [--token TOKEN] [--unlimited]");
                return 2;
        }
    }
}
