using System.Text;
using OfferBot.Settings;
using OfferBot.Simulators.Mail;

namespace OfferBot.Tests.Digests.Scene;

/// <summary>What came of killing the program again and again while it sent a digest, or corrections of it.</summary>
/// <param name="Readers">Who should have got a mail.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="KillsWhileSending">How many of them struck after the first mail of that life.</param>
/// <param name="Missing">Readers without a mail.</param>
/// <param name="Doubles">Mails that came more often than once, beyond the first.</param>
/// <param name="MostDoublesAtOneKill">The worst kill.</param>
/// <param name="OtherIds">Doubles with another Message-ID than the first.</param>
internal sealed record DigestKillReport(int Readers, int Kills, int KillsWhileSending, int Missing, int Doubles, int MostDoublesAtOneKill, int OtherIds)
{
    public override string ToString() =>
        $"{Readers} readers, {Kills} kills ({KillsWhileSending} of them while sending): {Missing} without a mail, {Doubles} doubles in all, at most {MostDoublesAtOneKill} at one kill, {OtherIds} with another Message-ID";
}

/// <summary>
/// Kills the real program (SIGKILL) at random moments of a digest, starts it again each time, and counts what arrived; or lets it send the digest,
/// changes an offer that all were told of, and kills it while it sends the corrections.
/// </summary>
internal sealed class DigestKillRun(string folder, int readers, int kills, int connections, int seed, bool corrections = false)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);
    private const double MailsPerSecond = 400;
    private readonly Random _random = new(seed);

    public async Task<DigestKillReport> RunAsync(CancellationToken ct)
    {
        var scene = new DigestScene(folder);
        await scene.PrepareAsync(readers, queries: 1, offers: 12);
        await using var sink = SmtpSink.Start();
        // Not at full speed, or few kills would use the digest up.
        var settings = scene.Settings(sink.Port, connections);
        settings = settings with { Mail = settings.Mail with { MessagesPerSecond = MailsPerSecond } };
        var already = corrections ? await CorrectAsync(scene, settings, sink, ct) : 0;
        var all = already + readers;
        // The number of mails taken when each life ended.
        var ends = new List<int>();
        var whileSending = 0;
        for (var kill = 0; kill < kills && sink.Count < all - 1; kill++)
        {
            using var bot = BotProcess.Start(settings, "run");
            var before = sink.Count;
            // Spread over the whole of it, some before the first mail of this life.
            var share = Math.Clamp((int)((all - before) * 1.4 / (kills - kill)), 2, all - before);
            await LiveAsync(bot, sink, before + _random.Next(0, share), ct);
            await bot.KillAsync();
            // What the dead program had written is still on its way into the sink.
            await sink.QuietAsync(ct);
            if (sink.Count > before) whileSending++;
            ends.Add(sink.Count - already);
        }

        await FinishAsync(scene, settings, sink, all, ct);
        return Count([.. sink.Mails.Skip(already)], ends, whileSending);
    }

    // The digest goes out in peace, and what it said is true no more. Gives how many mails that took.
    private async Task<int> CorrectAsync(DigestScene scene, BotSettings settings, SmtpSink sink, CancellationToken ct)
    {
        await FinishAsync(scene, settings, sink, readers, ct);
        await scene.ChangeAsync(offer: 7);
        return sink.Count;
    }

    // Until nothing is owed any more.
    private static async Task FinishAsync(DigestScene scene, BotSettings settings, SmtpSink sink, int mails, CancellationToken ct)
    {
        using var bot = BotProcess.Start(settings, "run");
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await scene.OpenDeliveriesAsync() > 0 || sink.Count < mails)
        {
            if (bot.HasExited) throw new InvalidOperationException(bot.Said);
            await look.WaitForNextTickAsync(ct);
        }

        await bot.KillAsync();
        await sink.QuietAsync(ct);
    }

    // To a random number of mails and a moment beyond, spun away: timers are too coarse to hit inside a transaction.
    private async Task LiveAsync(BotProcess bot, SmtpSink sink, int mails, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(_random.Next(12) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1500)) : LongestLife);
        try
        {
            await sink.CountedAsync(mails, enough.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            if (bot.HasExited) throw new InvalidOperationException(bot.Said);
        }

        var spin = System.Diagnostics.Stopwatch.StartNew();
        var micros = _random.Next(4000);
        while (spin.Elapsed.TotalMicroseconds < micros) Thread.SpinWait(20);
    }

    private DigestKillReport Count(IReadOnlyList<SinkMail> mails, List<int> ends, int whileSending)
    {
        var byReader = mails.Select((mail, at) => (To: mail.To[0].Split(' ')[0], At: at, Id: IdOf(mail.Content))).GroupBy(m => m.To, StringComparer.Ordinal).ToList();
        var doubled = byReader.Where(r => r.Count() > 1).ToList();
        // A double is owed to the kill that ended the life in which the earlier copy came.
        var atKill = doubled.SelectMany(r => r.SkipLast(1)).GroupBy(m => ends.FindIndex(end => m.At < end)).Select(k => k.Count()).DefaultIfEmpty(0).Max();
        return new DigestKillReport(readers, ends.Count, whileSending, readers - byReader.Count, doubled.Sum(r => r.Count() - 1), atKill, doubled.Count(r => r.Select(m => m.Id).Distinct().Count() > 1));
    }

    private static string IdOf(byte[] mail)
    {
        var text = Encoding.ASCII.GetString(mail);
        var start = text.IndexOf("\nMessage-ID: ", StringComparison.Ordinal) + "\nMessage-ID: ".Length;
        return text[start..text.IndexOf('\r', start)];
    }
}
