using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace OfferBot.Checkup;

/// <summary>Discord: is the token one, and does Discord take it.</summary>
internal sealed partial class DiscordCheck : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var discord = around.Settings.Discord;
        if (discord.Token is not { } token) return [Finding.Ok("Discord", around.Say("Pas branché : les messages se voient sur /preview.", "Not connected: posts are shown on /preview."))];
        var renew = around.Say("Dans le portail des développeurs, page Bot : Reset Token, et mettre le nouveau dans le fichier de Discord:TokenFile.", "In the developer portal, page Bot: Reset Token, and put the new one into the file of Discord:TokenFile.");
        var findings = new List<Finding>();
        if (!TokenForm().IsMatch(token)) findings.Add(Finding.Warn("Discord", around.Say("Le jeton n'a pas la forme d'un jeton de bot (trois parties avec des points).", "The token does not look like a bot token (three parts with dots)."), renew));
        if (around.Web is { } web) findings.Add(await AskAsync(around, web, token, renew, ct));
        if (discord.Channels.Count == 0) findings.Add(Finding.Warn("Discord", around.Say("Aucun salon dans Discord:Channels.", "No channel in Discord:Channels."), around.Say("En ajouter un, ou utiliser /channel follow sur le serveur.", "Add one, or use /channel follow on the server.")));
        return findings;
    }

    private static async Task<Finding> AskAsync(Surroundings around, HttpClient web, string token, string renew, CancellationToken ct)
    {
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, around.Settings.Discord.ApiUrl.TrimEnd('/') + "/gateway/bot");
            question.Headers.Authorization = new AuthenticationHeaderValue("Bot", token);
            using var answer = await web.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Finding.Ok("Discord", around.Say("Discord répond et accepte le jeton.", "Discord answers and takes the token.")),
                HttpStatusCode.Unauthorized => Finding.Todo("Discord", around.Say("Discord refuse le jeton.", "Discord refuses the token."), renew),
                _ => Finding.Warn("Discord", around.Say($"Discord répond {(int)answer.StatusCode}.", $"Discord answers {(int)answer.StatusCode}."), around.Say("Réessayer plus tard ; état du service : https://discordstatus.com", "Try again later; state of the service: https://discordstatus.com")),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return Finding.Todo("Discord", around.Say($"{around.Settings.Discord.ApiUrl} est injoignable : {fault.Message}", $"{around.Settings.Discord.ApiUrl} cannot be reached: {fault.Message}"),
                around.Say("Vérifier l'accès à internet, le pare-feu et le proxy de cette machine.", "Look at this machine's internet access, firewall and proxy."));
        }
    }

    // Application id in base64, a moment, a signature: MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789ab
    [GeneratedRegex(@"^[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}$")]
    private static partial Regex TokenForm();
}
