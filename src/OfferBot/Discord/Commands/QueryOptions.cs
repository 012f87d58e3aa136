using System.Text.RegularExpressions;
using OfferBot.Core.Queries;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>The options by which a command asks what is looked for, and how they become one query.</summary>
internal static partial class QueryOptions
{
    /// <summary>Words of the query language.</summary>
    public static CommandOption Words { get; } = new CommandOption(OptionType.String, "query", "What you look for: alternance lille 50km -commercial") { MaxLength = 300 }
        .InFrench("recherche", "Ce que vous cherchez : alternance lille 50km -commercial");

    /// <summary>The query language's places, contracts and organizations, suggested while typing.</summary>
    public static IReadOnlyList<CommandOption> All { get; } =
    [
        Words,
        new CommandOption(OptionType.String, "place", "City, département or region") { Autocomplete = true, MaxLength = 100 }.InFrench("lieu", "Ville, département ou région"),
        new CommandOption(OptionType.String, "contract", "Kind of contract") { Autocomplete = true, MaxLength = 100 }.InFrench("contrat", "Type de contrat"),
        new CommandOption(OptionType.String, "organization", "Who hires") { Autocomplete = true, MaxLength = 100 }.InFrench("structure", "Qui recrute"),
    ];

    /// <summary>What the options ask together, or what to tell the person.</summary>
    public static QueryAsked Read(Ask ask)
    {
        var parts = new List<Criterion>();
        foreach (var (text, shown) in Texts(ask.Interaction))
        {
            switch (Query.Parse(text))
            {
                case QueryParse.Parsed parsed:
                    parts.Add(parsed.Query.Root);
                    break;
                case QueryParse.Faulty faulty:
                    return new QueryAsked.NotUnderstood(shown ? Pointed(text, faulty, ask.Language) : faulty.Message(ask.Language));
            }
        }

        return new QueryAsked.Understood(new Query(And.Of(parts)));
    }

    /// <summary>The fault with the query under it and a mark under the word.</summary>
    public static string Pointed(string text, QueryParse.Faulty faulty, string language) =>
        $"{DiscordText.Escape(faulty.Message(language))}\n```\n{text.Replace('`', '\'')}\n{faulty.Carets}\n```";

    // What the person typed as a query is shown to them again; what the bot put together is not.
    private static IEnumerable<(string Text, bool Shown)> Texts(Interaction asked)
    {
        if (asked.Text("query") is { Length: > 0 } query) yield return (query, true);
        if (asked.Text("place") is { Length: > 0 } place) yield return ($"lieu:{Place(place)}", false);
        if (asked.Text("contract") is { Length: > 0 } contract) yield return ($"contrat:{Quoted(contract)}", false);
        if (asked.Text("organization") is { Length: > 0 } organization) yield return ($"org:{Quoted(organization)}", false);
    }

    private static string Place(string text) => Distance().Match(text) is { Success: true } far ? $"{Quoted(text[..far.Index])}+{far.Groups[1].Value}km" : Quoted(text);

    private static string Quoted(string text) => $"\"{text.Replace('"', ' ').Trim()}\"";

    // "Lille (59) + 20 km", "lille 20km"
    [GeneratedRegex(@"(?<!\s)\s*(?:\+\s*)?(\d{1,3})\s*km$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Distance();
}

/// <summary>What reading the options of a command comes to.</summary>
internal abstract record QueryAsked
{
    private QueryAsked() { }

    /// <summary>A query.</summary>
    public sealed record Understood(Query Query) : QueryAsked;

    /// <summary>Something in it is not understood.</summary>
    /// <param name="Why">For the person, in their language; the word is pointed at.</param>
    public sealed record NotUnderstood(string Why) : QueryAsked;
}
