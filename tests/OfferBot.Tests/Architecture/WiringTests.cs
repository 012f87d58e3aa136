using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OfferBot.Cli;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.Formats;
using OfferBot.Settings;
using OfferBot.Tests.Support;
using Quartz;

namespace OfferBot.Tests.Architecture;

public sealed class WiringTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_verb_of_the_assembly_is_on_the_command_line()
    {
        var names = Parts.Make<IVerb>().Select(v => v.Command.Name).ToList();
        Assert.Equal(Parts.TypesOf<IVerb>().Count, names.Distinct().Count());
        Assert.Contains("run", names);
    }

    [Fact]
    public void Every_format_of_the_assembly_reads_its_endings_and_no_two_claim_one()
    {
        var endings = Parts.Make<IDocumentFormat>().SelectMany(f => f.Extensions).ToList();
        using var reader = new DocumentReader();
        Assert.Equal(endings.Order(StringComparer.Ordinal), reader.Endings);
    }

    [Fact]
    public async Task Every_destination_that_can_be_subscribed_has_one_courier_and_every_port_an_adapter()
    {
        await using var app = Worker.Build(Settings(), TimeProvider.System);
        var served = app.Services.GetServices<ICourier>().SelectMany(c => c.Serves).ToList();
        Assert.Equal(served.Distinct(), served);
        Assert.Contains(DestinationKind.Mail, served);
        Assert.Contains(DestinationKind.DiscordChannel, served);
        var ports = typeof(IOutbox).Assembly.GetTypes().Where(t => t.IsInterface && t.IsPublic && t.Name.EndsWith("Store", StringComparison.Ordinal)).Append(typeof(IFileReader)).Append(typeof(IPreview));
        Assert.All(ports, port => Assert.NotNull(app.Services.GetService(port)));
    }

    [Fact]
    public async Task Every_hosted_service_and_every_job_of_the_assembly_can_be_made()
    {
        await using var app = Worker.Build(Settings() with { Discord = new DiscordSettings { Token = "a token" } }, TimeProvider.System);
        var hosted = app.Services.GetServices<IHostedService>().Select(s => s.GetType()).ToHashSet();
        Assert.All(Parts.TypesOf<IHostedService>(), type => Assert.Contains(type, hosted));
        Assert.All(Parts.TypesOf<IJob>(), type => Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, type)));
    }

    private BotSettings Settings() => new()
    {
        Offers = new OffersSettings { Folder = _folder.File("offers") },
        Database = new DatabaseSettings { ConnectionString = $"Data Source={_folder.File("board.db")}" },
        Mail = new MailSettings { PickupFolder = _folder.File("mail") },
    };
}
