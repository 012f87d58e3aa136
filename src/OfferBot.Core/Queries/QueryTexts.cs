using System.Globalization;

namespace OfferBot.Core.Queries;

/// <summary>The sentences of query-texts.tsv in one language.</summary>
internal sealed class QueryTexts
{
    private static readonly QueryTexts French = new(1);
    private static readonly QueryTexts English = new(2);
    private static readonly string[][] Contractions = [.. QueryVocabulary.Lines("contractions.tsv")];
    private readonly Dictionary<string, string> _texts;

    private QueryTexts(int column) => _texts = QueryVocabulary.Lines("query-texts.tsv").ToDictionary(l => l[0], l => l[column]);

    public string this[string code] => _texts[code];

    /// <summary>English for "en", else French.</summary>
    public static QueryTexts For(string language) => language == "en" ? English : French;

    public string Format(string code, params object[] values) => string.Format(CultureInfo.InvariantCulture, _texts[code], values);

    /// <summary>The same with the name of a commune: French joins its preposition with an article ("à Le Havre" is "au Havre").</summary>
    public string FormatPlace(string code, params object[] values)
    {
        var phrase = Format(code, values);
        if (this != French) return phrase;
        var name = phrase.IndexOf((string)values[0], StringComparison.Ordinal);
        foreach (var pair in Contractions)
        {
            if (phrase.IndexOf(pair[0], StringComparison.Ordinal) is var at and >= 0 && at < name && at + pair[0].Length > name)
                return phrase.Remove(at, pair[0].Length).Insert(at, pair[1]);
        }

        return phrase;
    }

    public string Date(DateOnly date) => date.ToString(_texts["date-format"], CultureInfo.InvariantCulture);
}
