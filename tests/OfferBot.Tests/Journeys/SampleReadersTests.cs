using OfferBot.Core.Subscriptions;
using OfferBot.Settings;

namespace OfferBot.Tests.Journeys;

public sealed class SampleReadersTests
{
    [Theory]
    [InlineData(null, null, 3, 3)]
    [InlineData("a token", null, 0, 0)]
    [InlineData(null, "smtp.example.org", 0, 0)]
    public void They_stand_in_only_while_nothing_at_all_is_connected(string? token, string? host, int channels, int mails)
    {
        var settings = new BotSettings { Discord = new DiscordSettings { Token = token }, Mail = new MailSettings { Host = host } };
        var readers = SampleReaders.For(settings, TimeProvider.System);
        Assert.Equal((channels, mails), (readers.Count(r => r.Destination.Kind == DestinationKind.DiscordChannel), readers.Count(r => r.Destination.Kind == DestinationKind.Mail)));
    }

    [Fact]
    public void Channels_of_the_settings_need_no_stand_ins()
    {
        var settings = new BotSettings { Discord = new DiscordSettings { Channels = [new ChannelSettings { Id = "1" }] } };
        Assert.DoesNotContain(SampleReaders.For(settings, TimeProvider.System), r => r.Destination.Kind == DestinationKind.DiscordChannel);
    }
}
