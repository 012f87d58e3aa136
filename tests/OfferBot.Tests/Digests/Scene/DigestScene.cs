using System.Globalization;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.Settings;
using OfferBot.Storage;

namespace OfferBot.Tests.Digests.Scene;

/// <summary>A board of offers and many readers of a weekly digest, in a folder of their own, for the real program to work on.</summary>
internal sealed class DigestScene(string folder)
{
    private static readonly string[] Cities = ["Lille", "Nantes", "Lyon", "Rennes", "Toulouse", "Grenoble", "Strasbourg", "Montpellier", "Bordeaux", "Marseille", "Paris", "Dijon", "Tours", "Angers", "Brest", "Caen", "Metz", "Nancy", "Limoges", "Pau"];
    private static readonly string[] Works = ["Chargé·e de mission mobilités douces", "Éducateur·rice à l’environnement", "Animateur·rice d’atelier vélo", "Chargé·e de plaidoyer", "Développeur·se web d’intérêt général", "Coordinateur·rice d’épicerie solidaire", "Responsable de ressourcerie", "Médiateur·rice en santé"];

    /// <summary>The settings for a server on this machine.</summary>
    public BotSettings Settings(int port, int connections) => new()
    {
        Offers = new OffersSettings { Folder = Path.Combine(folder, "offers") },
        Database = new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "board.db")}" },
        Mail = new MailSettings { CorrectionsAfterMinutes = 0, From = "Les offres <offres@example.org>", Host = "127.0.0.1", Port = port, Security = MailSecurity.None, Connections = connections, MessagesPerSecond = 0, PickupFolder = Path.Combine(folder, "mail") },
        Web = new WebSettings { Listen = "http://127.0.0.1:0" },
    };

    /// <summary>Readers and offers on the board; the digest of some weeks ago was the last, so that one is due at the next start.</summary>
    public async Task PrepareAsync(int subscribers, int queries, int offers)
    {
        await using var shot = await OneShot.OpenAsync(Settings(25, 1), CancellationToken.None);
        var (subscriptions, clock) = (shot.Get<ISubscriptionStore>(), shot.Get<TimeProvider>());
        foreach (var some in Enumerable.Range(0, subscribers).Chunk(10_000))
            await subscriptions.AddAsync([.. some.Select(i => Reader(i, queries, clock.GetUtcNow()))], CancellationToken.None);
        var board = shot.Get<OfferBoard>();
        for (var i = 0; i < offers; i++)
            await board.TakeAsync(new FileOnBoard($"{i}.md", 1, Written(i), $"{i}", FileState.Read, clock.GetUtcNow()), new ReadResult.Read([Offer(i)]), silently: false, CancellationToken.None);
        await shot.Get<Core.Digests.IDigestStore>().PublishAsync(new Core.Digests.DigestSlot(Rhythm.Weekly, null), clock.GetUtcNow().AddDays(-40), Core.Digests.Draft.Nothing, CancellationToken.None);
        await shot.Get<Database>().CheckpointAsync(CancellationToken.None);
    }

    /// <summary>An offer's deadline changes: those who were told of it are owed a correction.</summary>
    public async Task ChangeAsync(int offer)
    {
        await using var shot = await OneShot.OpenAsync(Settings(25, 1), CancellationToken.None);
        var changed = Offer(offer) with { Deadline = Found(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(5)) };
        await shot.Get<OfferBoard>().TakeAsync(new FileOnBoard($"{offer}.md", 1, Written(offer), $"{offer} changed", FileState.Read, shot.Get<TimeProvider>().GetUtcNow()), new ReadResult.Read([changed]), silently: false, CancellationToken.None);
    }

    // Offers whose files are gone are withdrawn: each has one, of the size and time that the board knows.
    private DateTimeOffset Written(int i)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "offers")).FullName, $"{i}.md");
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc));
        return new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    }

    /// <summary>How many deliveries are not finished.</summary>
    public async Task<int> OpenDeliveriesAsync()
    {
        await using var shot = await OneShot.OpenAsync(Settings(25, 1), CancellationToken.None);
        return await shot.Get<Database>().ReadAsync(c => Dapper.SqlMapper.ExecuteScalar<int>(c, "SELECT COUNT(*) FROM deliveries WHERE state IN ('due', 'sending')"), CancellationToken.None);
    }

    public static string AddressOf(int reader) => $"reader{reader}@example.org";

    // "lieu:lille+70km -mot7": each query finds the offers of a few towns.
    private static Subscription Reader(int i, int queries, DateTimeOffset now)
    {
        var query = i % queries;
        var text = queries == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"lieu:{Cities[query % Cities.Length].ToLowerInvariant()}+{30 + (query / Cities.Length % 10 * 20)}km -mot{query / Cities.Length / 10}");
        return new Subscription(0, new Destination(DestinationKind.Mail, AddressOf(i)), Canonical.Of(text), Rhythm.Weekly, i / queries % 4 == 3 ? "en" : "fr", new Consent("import", now, "test"));
    }

    private static Offer Offer(int i)
    {
        var (city, work) = (Cities[i % Cities.Length], Works[i % Works.Length]);
        var commune = Gazetteer.France.FindCommunes(city).MaxBy(c => c.Population)!;
        var text = $"L’association Les Mésanges {i} recrute {work} à {city}. " + string.Join(' ', Enumerable.Range(0, 60).Select(n => $"La mission {i}.{n} se fait avec des bénévoles de tous âges."));
        return new Offer
        {
            Title = Found(work),
            Organization = Found($"Les Mésanges {i}"),
            Contracts = [Found((Contract)(i % 6))],
            Places = [Found(new Place(commune.Name, commune.Departement.Code, commune.Region.Name, commune.Code))],
            Deadline = Found(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30 + (i % 40))),
            Start = Found(new StartDate(2027, 3, 1)),
            ApplyEmails = [Found($"recrutement{i}@mesanges.example.org")],
            ApplyUrls = [Found($"https://mesanges.example.org/offres/{i}")],
            Summary = Found("L’équipe cherche quelqu’un qui aime le contact, l’écoute et le travail à plusieurs ; déplacements fréquents dans le département, réunions certains soirs et week-ends."),
            Language = "fr",
            Text = text,
        };
    }

    private static Found<T> Found<T>(T value) => new(value, 1, "");
}
