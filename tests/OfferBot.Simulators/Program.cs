using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Mail;

namespace OfferBot.Simulators;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case "discord":
                return await DiscordCommand.RunAsync(args[1..]);
            case "smtp":
                return await SmtpCommand.RunAsync(args[1..]);
            case "delay":
                return await DelayCommand.RunAsync(args[1..]);
            default:
                Console.Error.WriteLine("usage: discord [--port N] [--token TOKEN] [--unlimited]");
                Console.Error.WriteLine("       smtp [--port N] [--auth MECHANISM,…] [--tls] [--no-pipelining]");
                Console.Error.WriteLine("       delay --port N --to N [--round-trip MILLISECONDS]");
                return 2;
        }
    }
}
