using OfferBot.Core.Offers;

namespace OfferBot.Core.Queries;

/// <summary>The words of the query language, from query-vocabulary.tsv: kind -> phrase in the form of names -> value.</summary>
internal static class QueryVocabulary
{
    private static readonly Dictionary<string, Dictionary<string, string>> Kinds = Read();

    /// <summary>Longest phrase, in words.</summary>
    public static int MostWords { get; } = Kinds.Values.Max(k => k.Keys.Max(p => p.Count(c => c == ' ') + 1));

    public static string? Value(string kind, string key) => Kinds[kind].GetValueOrDefault(key);

    public static IEnumerable<string> Phrases(string kind) => Kinds[kind].Keys;

    /// <summary>The phrase that a value is printed with.</summary>
    public static string First(string kind, string value) => Kinds[kind].First(k => k.Value == value).Key;

    public static Contract? Contract(string key, bool capitals = false) =>
        (Value("contract", key) ?? (capitals ? Value("contract-capitals", key) : null)) is { } name && ContractNames.TryParse(name, out var contract) ? contract : null;

    public static Contract? KeyedContract(string key) =>
        ContractNames.TryParse((Value("contract", key) ?? Value("contract-capitals", key) ?? Value("contract-keyed", key)) ?? key.Replace(' ', '-'), out var contract)
            ? contract
            : null;

    public static RemoteWanted? Remote(string key, bool keyed = false) =>
        (Value("remote", key) ?? (keyed ? Value("remote-keyed", key) : null)) is { } name ? Enum.Parse<RemoteWanted>(name, ignoreCase: true) : null;

    /// <summary>Fields of each line of a table beside this file; comments and empty lines left out.</summary>
    public static IEnumerable<string[]> Lines(string name)
    {
        using var stream = typeof(QueryVocabulary).Assembly.GetManifestResourceStream($"Queries/{name}")
            ?? throw new InvalidOperationException($"The build left out the table {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
    }

    private static Dictionary<string, Dictionary<string, string>> Read() =>
        Lines("query-vocabulary.tsv").GroupBy(l => l[0]).ToDictionary(
            kind => kind.Key,
            kind => kind.SelectMany(l => (l.Length > 2 ? l[2] : l[1]).Split(',').Select(phrase => (Phrase: phrase, Value: l[1])))
                .ToDictionary(p => p.Phrase, p => p.Value));
}
