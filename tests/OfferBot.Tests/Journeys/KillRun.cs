using System.Diagnostics;
using System.Globalization;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.Journeys;

/// <summary>
/// The real program, as a process of its own, posts offers to four channels of a loopback Discord that fails in every way it can, and is
/// killed (SIGKILL) again and again. The same seed kills at the same moments, as far as a running machine allows.
/// </summary>
internal sealed class KillRun(string folder, int kills, int offers, int seed)
{
    private const int Channels = 4;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20), EndsWithin = TimeSpan.FromMinutes(4);
    private readonly Random _dice = new(seed);
    private int _written;

    /// <summary>Runs to the end.</summary>
    public async Task<KillResult> RunAsync(Action<string>? say = null)
    {
        await using var sink = SmtpSink.Start();
        await using var discord = await DiscordSimulator.StartAsync(new SimOptions { Rates = Rates, KeepRequests = false });
        ulong[] channels = [.. Enumerable.Range(0, Channels).Select(number => discord.AddChannel($"offres-{number}").Id)];
        discord.Faults.AtRandom(0.15, seed, new SimFault.RateLimited(TimeSpan.FromSeconds(0.05)), new SimFault.Answer(500), new SimFault.Answer(503), new SimFault.DoneThenError(502), new SimFault.CutBefore(), new SimFault.CutAfter());
        Directory.CreateDirectory(Path.Combine(folder, "offers"));
        for (var kill = 1; kill <= kills; kill++)
        {
            WriteUpTo(offers * kill / kills);
            await LiveAndDieAsync(discord, sink, channels);
            // As if minutes had passed: what saves us then is the look-up, not Discord's memory for nonces.
            lock (discord.World.Gate) discord.World.ForgetNonces();
            if (kill % 20 == 0) say?.Invoke($"{kill} kills, {Posted(discord, channels)} posts so far");
        }

        using (var last = Start(discord, sink, channels))
        {
            var clock = Stopwatch.StartNew();
            while (Posted(discord, channels) < offers * Channels && clock.Elapsed < EndsWithin) await EndedWithinAsync(last, TimeSpan.FromMilliseconds(200));
            // Long enough for one post too many to show itself.
            await EndedWithinAsync(last, TimeSpan.FromSeconds(3));
            Kill(last);
        }

        return KillResult.Of([.. channels.Select(discord.Messages)], offers);
    }

    // Far faster than Discord's, so that the run is bounded, and slow enough that deliveries are always waiting.
    private static RatePlan Rates { get; } = new(new Dictionary<string, RateRule> { ["POST /channels/{channel}/messages"] = new(15, TimeSpan.FromSeconds(1)) }, 200);

    private async Task LiveAndDieAsync(DiscordSimulator discord, SmtpSink sink, ulong[] channels)
    {
        using var bot = Start(discord, sink, channels);
        // One life in five may end while it starts, one once it has begun to talk to Discord; the others once they post, on a busy machine as well.
        var moment = _dice.Next(5);
        if (moment == 0)
        {
            await EndedWithinAsync(bot, TimeSpan.FromMilliseconds(_dice.Next(2500)));
        }
        else
        {
            using var enough = new CancellationTokenSource(StartsWithin);
            await Task.WhenAny(moment == 1 ? discord.NextRequestAsync() : PostsAsync(discord, channels), bot.WaitForExitAsync(enough.Token));
            await EndedWithinAsync(bot, TimeSpan.FromMilliseconds(_dice.Next(600)));
        }

        Kill(bot);
    }

    private static async Task PostsAsync(DiscordSimulator discord, ulong[] channels)
    {
        var before = Posted(discord, channels);
        while (Posted(discord, channels) == before) await discord.NextRequestAsync();
    }

    private void WriteUpTo(int count)
    {
        for (; _written < count; _written++) File.WriteAllText(Path.Combine(folder, "offers", $"{_written:000}.md"), Offer(_written));
    }

    // No two alike, or they would be taken for one offer that came twice.
    private string Offer(int number)
    {
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(_ => new string([.. Enumerable.Range(0, 7).Select(_ => (char)('a' + _dice.Next(26)))])));
        return string.Create(CultureInfo.InvariantCulture, $"""
            ---
            title: Poste {number:000}
            ---

            - Structure : Association {number:000}
            - Contrat : CDD de 6 mois
            - Lieu : Lille (59)
            - Date limite de candidature : 15 décembre 2099

            {words}

            Candidatures à poste{number:000}@asso.example.org
            """);
    }

    private Process Start(DiscordSimulator discord, SmtpSink sink, ulong[] channels)
    {
        List<string> settings =
        [
            $"Offers:Folder={Path.Combine(folder, "offers")}", "Offers:SettleSeconds=0", "Offers:RescanSeconds=1", "Offers:QuietStartAbove=100000",
            $"Database:ConnectionString=Data Source={Path.Combine(folder, "board.db")}", "Mail:From=offres@example.org", $"Mail:Host=127.0.0.1", $"Mail:Port={sink.Port}", "Mail:Security=None",
            "Web:Listen=http://127.0.0.1:0", $"Discord:Token={discord.Token}", $"Discord:ApiUrl={discord.ApiUrl}", "Discord:BurstAbove=100000",
            .. channels.Select((channel, number) => $"Discord:Channels:{number}:Id={channel}"),
        ];
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "offerbot.dll"), "run", .. settings.SelectMany(setting => new[] { "--set", setting })];
        var bot = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Nobody reads its log; a full pipe would stop it.
        bot.OutputDataReceived += (_, _) => { };
        bot.ErrorDataReceived += (_, line) => { if (line.Data is { Length: > 0 } said) LastWords = said; };
        bot.BeginOutputReadLine();
        bot.BeginErrorReadLine();
        return bot;
    }

    /// <summary>The last line that a bot wrote to its error output: why it ended by itself, if it did.</summary>
    public string LastWords { get; private set; } = "";

    private async Task EndedWithinAsync(Process bot, TimeSpan time)
    {
        using var enough = new CancellationTokenSource(time);
        try
        {
            await bot.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            return; // it lives, as it should
        }

        throw new InvalidOperationException($"The bot ended by itself with {bot.ExitCode}: {LastWords}");
    }

    private static void Kill(Process bot)
    {
        bot.Kill(entireProcessTree: true);
        bot.WaitForExit();
    }

    private static int Posted(DiscordSimulator discord, ulong[] channels) => channels.Sum(channel => discord.Messages(channel).Count);
}

/// <summary>What the channels held in the end.</summary>
/// <param name="Posts">Posts in each channel.</param>
/// <param name="Twice">Offers that a channel has more than once.</param>
/// <param name="Missing">Offers that a channel lacks.</param>
internal sealed record KillResult(IReadOnlyList<int> Posts, IReadOnlyList<string> Twice, IReadOnlyList<string> Missing)
{
    public static KillResult Of(IReadOnlyList<IReadOnlyList<SimMessage>> channels, int offers)
    {
        var expected = Enumerable.Range(0, offers).Select(number => string.Create(CultureInfo.InvariantCulture, $"Poste {number:000}")).ToList();
        var titles = channels.Select(channel => channel.Select(message => message.Title ?? "?").ToList()).ToList();
        return new KillResult(
            [.. channels.Select(channel => channel.Count)],
            [.. titles.SelectMany((channel, number) => channel.GroupBy(title => title).Where(same => same.Count() > 1).Select(same => $"channel {number}: {same.Key} ×{same.Count()}"))],
            [.. titles.SelectMany((channel, number) => expected.Except(channel).Select(title => $"channel {number}: {title}"))]);
    }

    public override string ToString() => $"posts per channel: {string.Join(", ", Posts)}; twice: {(Twice.Count == 0 ? "none" : string.Join(", ", Twice))}; missing: {(Missing.Count == 0 ? "none" : string.Join(", ", Missing))}";
}
