using System.Text;

namespace OfferBot.Simulators.Mail;

/// <summary>AUTH as a server does it; answers with the final reply.</summary>
internal sealed class SinkAuth(SinkOptions options, SinkWire wire)
{
    private const string Refusal = "535 5.7.8 Error: authentication failed";

    public async Task<string> RunAsync(string[] words, CancellationToken ct)
    {
        var mechanism = words.ElementAtOrDefault(1) ?? "";
        if (!options.Auth.Contains(mechanism)) return "504 5.5.4 Unrecognized authentication type";
        if (mechanism == "LOGIN") return await LoginAsync(ct);
        var answer = Decode(words.ElementAtOrDefault(2) ?? await AskAsync("", ct));
        if (mechanism == "PLAIN") return Verdict(answer == $"\0{options.User}\0{options.Secret}");
        if (answer.Contains($"auth=Bearer {options.Secret}\u0001", StringComparison.Ordinal)) return Verdict(true);
        await AskAsync("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}", ct);
        return Verdict(false);
    }

    private async Task<string> LoginAsync(CancellationToken ct)
    {
        var user = Decode(await AskAsync("Username:", ct));
        var password = Decode(await AskAsync("Password:", ct));
        return Verdict(user == options.User && password == options.Secret);
    }

    private async Task<string> AskAsync(string challenge, CancellationToken ct)
    {
        await wire.SayAsync($"334 {Convert.ToBase64String(Encoding.UTF8.GetBytes(challenge))}", ct);
        return await wire.ReadLineAsync(ct) is { } read ? Encoding.ASCII.GetString(read.Line) : "";
    }

    private static string Verdict(bool isRight) => isRight ? "235 2.7.0 Authentication successful" : Refusal;

    private static string Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes.AsSpan(0, length)) : "";
    }
}
