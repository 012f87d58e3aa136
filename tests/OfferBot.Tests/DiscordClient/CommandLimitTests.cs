using OfferBot.DiscordClient;
using OfferBot.DiscordClient.Rest;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>As for messages: what the client finds, the simulated Discord refuses from code of its own.</summary>
public sealed class CommandLimitTests
{
    private static readonly CommandOption Free = new(OptionType.String, "free", "d");

    private static ApplicationCommand Slash(string name = "offers", params CommandOption[] options) => new(name) { Description = "d", Options = options };

    private static readonly Dictionary<string, ApplicationCommand> Wrong = new()
    {
        ["upper case"] = Slash("Offers"),
        ["blank in the name"] = Slash("my offers"),
        ["name of 33"] = Slash(new string('x', 33)),
        ["no description"] = new("offers"),
        ["description of 101"] = Slash() with { Description = new string('x', 101) },
        ["unknown locale"] = Slash() with { NameLocalizations = new Dictionary<string, string> { ["xx"] = "y" } },
        ["upper case in French"] = Slash() with { NameLocalizations = new Dictionary<string, string> { ["fr"] = "Offres" } },
        ["26 options"] = Slash("offers", [.. Enumerable.Range(0, 26).Select(number => Free with { Name = $"o{number}" })]),
        ["required after optional"] = Slash("offers", Free, Free with { Name = "must", Required = true }),
        ["an option twice"] = Slash("offers", Free, Free),
        ["26 choices"] = Slash("offers", Free with { Choices = [.. Enumerable.Range(0, 26).Select(number => new CommandChoice($"{number}", $"{number}"))] }),
        ["choices and autocomplete"] = Slash("offers", Free with { Autocomplete = true, Choices = [new CommandChoice("a", "a")] }),
        ["a group in a group"] = Slash("offers", new CommandOption(OptionType.SubCommandGroup, "g", "d") { Options = [new CommandOption(OptionType.SubCommandGroup, "h", "d")] }),
        ["8001 characters"] = Slash("offers", [.. Enumerable.Range(0, 25).Select(number => Free with
        {
            Name = $"o{number}",
            Choices = [.. Enumerable.Range(0, 2).Select(choice => new CommandChoice($"{choice}{new string('n', 90)}", $"{choice}{new string('v', 90)}"))],
        })]),
    };

    public static TheoryData<string> Cases => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_wrong_definition_is_found_here_and_refused_there(string name)
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var http = new HttpClient();
        var path = $"/applications/{discord.World.Application}/commands";
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes([Wrong[name]], DiscordJson.Wire.IReadOnlyListApplicationCommand);

        using var request = new RestRequest(new Route(HttpMethod.Put, path, path, ""), body).ToHttp(discord.ApiUrl, discord.Token, "DiscordBot (https://example.org, 1)");
        using var answer = await http.SendAsync(request);

        Assert.NotEmpty(CommandLimits.Check([Wrong[name]]));
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_command_keeps_its_id_when_the_others_change()
    {
        await using var test = await DiscordTest.StartAsync();
        var application = new Snowflake(test.Discord.World.Application);

        var first = (await test.Rest.OverwriteCommandsAsync(application, [Slash(), Slash("alerts")], CancellationToken.None)).OrThrow();
        var second = (await test.Rest.OverwriteCommandsAsync(application, [Slash()], CancellationToken.None)).OrThrow();

        Assert.Equal(["offers", "alerts"], first.Select(command => command.Name));
        Assert.Equal(first[0].Id, Assert.Single(second).Id);
    }
}
