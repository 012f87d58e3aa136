using System.CommandLine;
using System.Text.Json.Nodes;
using OfferBot.Cli;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Cli;

[Collection(nameof(SearchAndWhyVerbTests))]
public sealed class DoctorVerbTests
{
    [Fact]
    public async Task Doctor_says_what_to_do_for_people_and_for_machines_and_by_its_exit_code()
    {
        using var folder = new TempFolder();
        await using var dns = new LoopbackDns();
        Assert.Equal(0, (await RunAsync(folder, "--offline")).Exit);
        string[] mail = ["--dns", $"{dns.Address}", "--set", "Mail:Host=127.0.0.1", "--set", "Mail:Port=1", "--set", "Mail:Security=None", "--set", "Mail:From=offres@example.org"];
        var (exit, said) = await RunAsync(folder, [.. mail, "--json"]);
        Assert.Equal(1, exit);
        var report = JsonNode.Parse(said)!;
        Assert.False((bool)report["ok"]!);
        var spf = report["findings"]!.AsArray().Single(f => $"{f!["about"]}" == "SPF")!;
        Assert.Equal(("todo", "example.org.", "TXT"), ($"{spf["grade"]}", $"{spf["records"]![0]!["name"]}", $"{spf["records"]![0]!["type"]}"));
        var french = (await RunAsync(folder, [.. mail])).Said;
        Assert.Contains("À FAIRE    Serveur de mail : ", french, StringComparison.Ordinal);
        Assert.Contains("example.org. TXT \"v=spf1 a:127.0.0.1 -all\"", french, StringComparison.Ordinal);
        Assert.Contains("TO DO      Mail server: ", (await RunAsync(folder, [.. mail, "--language", "en"])).Said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(folder, "--dns", "nowhere")).Exit);
    }

    private static async Task<(int Exit, string Said)> RunAsync(TempFolder folder, params string[] args)
    {
        using var said = new StringWriter();
        var before = Console.Out;
        Console.SetOut(said);
        try
        {
            string[] where = ["--config", Repository.PathOf("config", "offerbot.json"), "--set", $"Database:ConnectionString=Data Source={folder.File("board.db")}", "--set", $"Offers:Folder={folder.File("offers")}"];
            return (await new RootCommand { new DoctorVerb().Command }.Parse(["doctor", .. args, .. where]).InvokeAsync(), said.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
