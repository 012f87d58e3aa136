using System.Text;
using OfferBot.Core.Board;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Storage;

namespace OfferBot.Benchmarks;

/// <summary>A board of many open offers all over France, with texts in which few words are frequent and many are rare, and questions to ask of it.</summary>
internal static class BigBoard
{
    private const int Batch = 2000;
    private static readonly string[] Roles = ["animateur", "chargée de mission", "mécanicien vélo", "comptable", "éducatrice", "maraîcher", "développeuse", "médiateur", "formatrice", "cuisinier", "paysagiste", "juriste"];
    private static readonly string[] Fields = ["environnement", "culture", "insertion", "jeunesse", "numérique", "mobilité", "alimentation", "logement", "santé", "énergie", "forêt", "eau"];
    private static readonly string[] Themes = ["environnement", "éducation", "culture", "solidarité", "numérique"];
    private static readonly string[] Syllables = ["ba", "ro", "li", "ten", "mou", "cha", "vi", "gre", "pon", "sel", "dra", "nu", "fer", "jo", "quin", "tal"];
    private static readonly string[] Cities = ["lille", "nantes", "lyon", "rennes", "toulouse", "grenoble", "strasbourg", "bordeaux", "amiens", "dijon"];
    private static readonly string[] Contracts = ["alternance", "stage", "cdd", "cdi", "bénévolat", "service civique"];
    private static readonly string[] Words = [.. Enumerable.Range(0, 20_000).Select(Invented)];

    public static async Task MakeAsync(string path, int offers)
    {
        using var database = new Database($"Data Source={path}");
        await Migrator.MigrateAsync(database, TimeProvider.System, default);
        var store = new BoardStore(database, new CorrectionRule(null), TimeProvider.System);
        var random = new Random(7);
        var towns = "aeiou".SelectMany(vowel => Gazetteer.France.Suggest(vowel.ToString(), 400)).Distinct().ToList();
        for (var done = 0; done < offers; done += Batch)
            await store.WriteAsync([.. Enumerable.Range(done, Math.Min(Batch, offers - done)).Select(number => Entry(number, random, towns))], default);
        Console.WriteLine($"{offers} offers written to {path}, {new FileInfo(path).Length / 1024 / 1024} MB");
    }

    /// <summary>A query as somebody might type it.</summary>
    public static string Ask(Random random) => random.Next(8) switch
    {
        0 => $"{Pick(random, Contracts)} {Pick(random, Cities)} 50km",
        1 => $"{Pick(random, Roles)} {Pick(random, Cities)}",
        2 => $"{Pick(random, Fields)} -{Pick(random, Fields)} télétravail",
        3 => $"\"{Word(random)}\" ou {Pick(random, Fields)}",
        4 => $"dep:{random.Next(21, 90)} {Pick(random, Contracts)}",
        5 => $"{Word(random)} {Word(random)}",
        6 => $"{Pick(random, Cities)} 30km avant:60j #{Pick(random, Themes)}",
        _ => $"{Pick(random, Contracts)} {Pick(random, Fields)} depuis:30j",
    };

    /// <summary>A word of the texts: frequent ones more often.</summary>
    public static string Word(Random random) => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 3))];

    private static BoardEntry.Added Entry(int number, Random random, List<Commune> towns)
    {
        var offer = Offer(number, random, towns[random.Next(towns.Count)]);
        var posting = new Posting
        {
            Id = OfferId.Create($"{number}.md", "big board", 0),
            Sequence = 0,
            Revision = 1,
            State = OfferState.Open,
            Offer = offer,
            Announced = true,
            Path = $"{number}.md",
            Ordinal = 0,
            FirstSeen = DateTimeOffset.UtcNow.AddMinutes(-number),
            EndsOn = offer.Deadline?.Value,
        };
        return new BoardEntry.Added(posting, Sketch.Of(offer.Text), []);
    }

    private static Offer Offer(int number, Random random, Commune town) => new()
    {
        Title = Found($"{Pick(random, Roles)} {Pick(random, Fields)}"),
        Organization = Found($"{Word(random)} {Pick(random, Fields)}"),
        Contracts = [Found((Contract)random.Next(7))],
        Places = [Found(new Place(town.Name, town.Departement.Code, town.Region.Name, town.Code))],
        Remote = random.Next(3) == 0 ? Found(Remote.Partial) : null,
        Deadline = Found(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(random.Next(5, 300))),
        Posted = Found(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-random.Next(300))),
        Themes = [Found(Pick(random, Themes))],
        ApplyEmails = [Found($"offre{number}@example.org")],
        Summary = Found(Text(random, 30)),
        Language = "fr",
        Text = $"{Pick(random, Roles)} à {town.Name}, {Pick(random, Fields)}. {Text(random, 180)}",
    };

    private static string Text(Random random, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++) text.Append(random.Next(5) == 0 ? Pick(random, Fields) : Word(random)).Append(' ');
        return text.ToString().TrimEnd();
    }

    private static string Invented(int number)
    {
        var word = new StringBuilder();
        for (var rest = number + 16; rest > 0; rest /= 16) word.Append(Syllables[rest % 16]);
        return word.ToString();
    }

    private static Found<T> Found<T>(T value) => new(value, 1, "");

    private static string Pick(Random random, string[] some) => some[random.Next(some.Length)];
}
