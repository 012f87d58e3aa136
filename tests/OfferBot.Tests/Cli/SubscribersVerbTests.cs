using OfferBot.Cli;
using OfferBot.Core.Subscriptions;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Cli;

/// <summary>The verb on a database of its own. It writes to the console, so these tests run one after another.</summary>
public sealed class SubscribersVerbTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_person_is_ended_by_hand_and_not_brought_back_by_the_next_import()
    {
        _folder.Write("people.csv", "email,query\nana@example.org,stage\n");
        Assert.Equal(0, await RunAsync("import", _folder.File("people.csv")));
        Assert.Equal(0, await RunAsync("end", "ana@example.org"));
        Assert.Equal(1, await RunAsync("end", "ana@example.org"));
        Assert.Equal(0, await RunAsync("import", _folder.File("people.csv")));
        using var database = new Database($"Data Source={_folder.File("board.db")}");
        var held = Assert.Single(await new ConsentStore(database, TimeProvider.System).AllAsync("ana@example.org", endedToo: true, default));
        Assert.Equal(EndReason.Unsubscribed, Assert.IsType<SubscriptionState.Ended>(held.State).Why);
        Assert.Empty(await new ConsentStore(database, TimeProvider.System).AllAsync(null, endedToo: false, default));
        Assert.Equal(0, await RunAsync("list", "--ended"));
        Assert.Equal(0, await RunAsync("export", "ana@example.org"));
    }

    private Task<int> RunAsync(params string[] arguments) => Parts.Make<IVerb>().OfType<SubscribersVerb>().Single().Command
        .Parse([.. arguments, "--set", $"Database:ConnectionString=Data Source={_folder.File("board.db")}", "--set", $"Mail:PickupFolder={_folder.File("mail")}", "--set", $"Offers:Folder={_folder.File("offers")}"]).InvokeAsync();
}
