using System.Globalization;

namespace OfferBot.Checkup;

/// <summary>The clock and the time zone: digests and deadlines hang on them.</summary>
internal sealed class ClockCheck : ICheck
{
    private static readonly TimeSpan MostOff = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var about = around.Say("Horloge", "Clock");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(around.Settings.Digests.TimeZone);
        var local = TimeZoneInfo.ConvertTime(around.Clock.GetUtcNow(), zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        var fine = Finding.Ok(about, around.Say($"Il est {local} ({zone.Id}).", $"It is {local} ({zone.Id})."));
        if (await ElsewhereAsync(around, ct) is not { } there) return [fine];
        var off = (around.Clock.GetUtcNow() - there).Duration();
        return off <= MostOff ? [fine] : [Finding.Todo(
            about, around.Say($"Cette machine dit {local} ; un serveur web dit {there:yyyy-MM-dd HH:mm} UTC.", $"This machine says {local}; a web server says {there:yyyy-MM-dd HH:mm} UTC."),
            around.Say("Régler l'heure, le mieux par NTP : timedatectl set-ntp true", "Set the time, best by NTP: timedatectl set-ntp true"))];
    }

    // The date in the answer of a server that the settings name anyway; nobody else is asked.
    private static async Task<DateTimeOffset?> ElsewhereAsync(Surroundings around, CancellationToken ct)
    {
        var page = around.Settings.Discord.Token is not null ? new Uri(around.Settings.Discord.ApiUrl) : around.Settings.Web.IsPublic ? around.Settings.Web.Home : null;
        if (around.Web is null || page is null) return null;
        try
        {
            using var answer = await around.Web.GetAsync(page, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.Headers.Date;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // Told by the check of that server.
            return null;
        }
    }
}
