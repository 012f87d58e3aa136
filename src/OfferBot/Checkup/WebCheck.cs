using System.Net.Sockets;

namespace OfferBot.Checkup;

/// <summary>The pages: do people have an address for them, and does it lead here.</summary>
internal sealed class WebCheck : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var (about, web) = (around.Say("Pages web", "Web pages"), around.Settings.Web);
        if (!web.IsPublic)
        {
            var missing = around.Say(
                "Web:PublicUrl n'est pas réglé : les mails n'ont ni lien pour se désabonner ni bouton en un clic, que Gmail et Yahoo demandent.", "Web:PublicUrl is not set: mails have neither a link to unsubscribe nor one-click, which Gmail and Yahoo ask for.");
            return [string.IsNullOrWhiteSpace(around.Settings.Mail.Host)
                ? Finding.Ok(about, around.Say($"Sur cette machine : {web.Listen}", $"On this machine: {web.Listen}"))
                : Finding.Warn(about, missing, around.Say("Mettre un serveur web avec https devant, et régler Web:PublicUrl (voir le README).", "Put a web server with https in front, and set Web:PublicUrl (see the README)."))];
        }

        if (web.Home.Scheme != "https" && !web.Home.IsLoopback)
            return [Finding.Todo(about, around.Say($"{web.Home} n'est pas en https : les liens personnels passeraient en clair, et le désabonnement en un clic ne vaut pas.", $"{web.Home} is not https: personal links would travel in clear, and one-click unsubscribing does not count."), around.Say("Mettre https devant (Caddy le fait tout seul) et corriger Web:PublicUrl.", "Put https in front (Caddy does by itself) and mend Web:PublicUrl."))];
        return around.Web is null ? [Finding.Ok(about, web.Home.ToString())] : [await VisitAsync(around, about, web.Home, around.Web, ct)];
    }

    private static async Task<Finding> VisitAsync(Surroundings around, string about, Uri home, HttpClient web, CancellationToken ct)
    {
        try
        {
            using var answer = await web.GetAsync(new Uri(home, "subscribe"), HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode
                ? Finding.Ok(about, around.Say($"{home} répond.", $"{home} answers."))
                : Finding.Warn(about, around.Say($"{home}subscribe répond {(int)answer.StatusCode}.", $"{home}subscribe answers {(int)answer.StatusCode}."), around.Say("Le bot tourne-t-il ? Sinon, regarder le serveur web qui est devant.", "Does the bot run? If so, look at the web server in front."));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or SocketException && !ct.IsCancellationRequested)
        {
            return Finding.Warn(about, around.Say($"{home} ne peut être atteint d'ici : {fault.Message}", $"{home} cannot be reached from here: {fault.Message}"), around.Say("L'ouvrir de l'extérieur ; vérifier le nom, le certificat et le serveur web devant.", "Open it from outside; look at the name, the certificate and the web server in front."));
        }
    }
}
