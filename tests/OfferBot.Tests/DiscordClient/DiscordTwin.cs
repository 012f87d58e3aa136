using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using OfferBot.DiscordClient;

namespace OfferBot.Tests.DiscordClient;

/// <summary>The twin as a process beside the test, with its control port.</summary>
internal sealed class DiscordTwin(PeerProcess process, JsonNode info, Uri control) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = control };

    public Uri Api => new((string)info["base"]!);
    public string Token => (string)info["bot_token"]!;
    public Snowflake Application => Snowflake.Parse((string)info["app_id"]!);
    public Snowflake Offers => Snowflake.Parse((string)info["channels"]!["offers"]!);
    public Snowflake Forum => Snowflake.Parse((string)info["channels"]!["forum"]!);

    public static async Task<DiscordTwin> StartAsync()
    {
        // Node looks for packages beside the script, and the script is not ours to keep.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Peer.Script("judge.mjs"))!, "node_modules", ".lab"));
        var script = Path.Combine(folder.FullName, "run.mjs");
        File.Copy(Path.Combine(Peer.Lab, "run.mjs"), script, overwrite: true);
        File.SetAttributes(script, FileAttributes.Normal);
        var (port, control) = (FreePort(), FreePort());
        var process = PeerProcess.Start("node", [script], new Dictionary<string, string> { ["PORT"] = $"{port}", ["CTL"] = $"{control}" });
        return new DiscordTwin(process, await process.LineAsync(), new Uri($"http://127.0.0.1:{control}"));
    }

    public async Task<JsonNode> DoAsync(string act, object what)
    {
        var answer = await _http.PostAsJsonAsync(act, what);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task<JsonNode> AckAsync(JsonNode interaction) => JsonNode.Parse(await _http.GetStringAsync($"ack?id={interaction["id"]}"))!;

    public async Task<IReadOnlyList<string>> ContentsAsync() =>
        [.. JsonNode.Parse(await _http.GetStringAsync($"messages?channel={Offers}"))!.AsArray().Select(message => (string)message!["content"]!)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await process.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
