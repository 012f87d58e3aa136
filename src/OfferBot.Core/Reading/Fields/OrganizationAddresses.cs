using System.Collections.Frozen;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Names that the addresses of a document bear out: "rh@atelier-lac.example" beside "l'Atelier du Lac", "seconde.rive@" a common provider beside "Seconde Rive".</summary>
internal static partial class OrganizationAddresses
{
    /// <summary>Whoever is named more surely needs no address to bear it out.</summary>
    public const double Surest = 0.78;

    private const int Shortest = 5;
    private const int ShortestLetters = 3;
    private const int LongestSignature = 80;

    // Whoever has an address there is not the house itself.
    private static readonly FrozenSet<string> Providers = new[]
    {
        "gmail", "googlemail", "yahoo", "hotmail", "outlook", "live", "msn", "icloud", "orange", "wanadoo", "free", "laposte", "sfr", "neuf", "bbox", "aol", "gmx", "protonmail", "proton", "riseup", "mailo", "numericable", "skynet", "bluewin", "videotron",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Whose pages hold the offers and forms of others.
    private static readonly FrozenSet<string> Platforms = new[]
    {
        "facebook", "linkedin", "instagram", "twitter", "youtube", "google", "goo", "bit", "forms", "typeform", "framaforms", "helloasso", "github", "gitlab", "wordpress", "blogspot", "wixsite", "notion", "airtable", "tally", "indeed", "hellowork", "apec", "emploi", "francetravail",
        "service-civique", "jeveuxaider", "education", "gouv", "welcometothejungle", "taleez", "smartrecruiters", "profilculture", "emploi-territorial", "euraxess", "discord", "telegram", "doodle", "jobposting", "schema", "medium", "vimeo", "example",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What stands before or after a name in an address.
    private static readonly FrozenSet<string> Offices = new[]
    {
        "asso", "association", "contact", "contacts", "recrutement", "recrute", "recrutements", "emploi", "emplois", "rh", "drh", "info", "infos", "jobs", "job", "candidature", "candidatures", "stage", "stages", "bureau", "equipe", "direction", "mail", "rejoindre", "travail",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Small words that addresses leave out of names.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Small = new[] { "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "aux", "au", "a" }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the first place at which the text names each of its addresses.</summary>
    public static void AddFrom(DocumentView view, List<Found<string>> all)
    {
        foreach (var (key, sureness) in Keys(view))
        {
            foreach (var passage in view.All)
            {
                if (Named(passage, key) is not { } name) continue;
                all.Add(OrganizationSentences.Found(passage, name, sureness));
                break;
            }
        }
    }

    private static List<(string Key, double Sureness)> Keys(DocumentView view)
    {
        var keys = new List<(string, double)>();
        foreach (var passage in view.Body)
        {
            foreach (var mail in AddressGrammar.MailsIn(passage))
            {
                var at = mail.Value.IndexOf('@', StringComparison.Ordinal);
                var host = mail.Value[(at + 1)..].ToLowerInvariant().Split('.');
                var level = Math.Max(0, host.Length - 2);
                var house = host[level > 0 && host[level] is "asso" or "co" or "com" or "gouv" ? level - 1 : level];
                if (Providers.Contains(house)) Add(mail.Value[..at].ToLowerInvariant().Split('.', '-', '_', '+'), 0.7, keys);
                else Add(house.Split('-'), 0.76, keys);
            }

            // "https://www.atelier-lac.example" under the offer, on a line of its own.
            if (passage.Text.Length > LongestSignature) continue;
            foreach (var link in AddressGrammar.LinksIn(passage))
            {
                if (!Uri.TryCreate(link.Value, UriKind.Absolute, out var uri) || uri.Host.Split('.') is not [.., var site, _] || Platforms.Contains(site) || Providers.Contains(site) || site.Length < Shortest || !passage.Folded.Contains($"{site}.", StringComparison.Ordinal)) continue;
                Add(site.Split('-'), 0.66, keys);
            }
        }

        return keys;
    }

    private static void Add(string[] words, double sureness, List<(string, double)> keys)
    {
        var key = string.Concat(words.Where(w => !Offices.Contains(w)));
        if (key.Length >= ShortestLetters && !keys.Exists(k => k.Item1 == key)) keys.Add((key, sureness));
        if (words.Length > 1 && words[0].Length >= Shortest && words[0] != key && !Offices.Contains(words[0])) keys.Add((words[0], sureness - 0.08));
    }

    private static (string Name, int Start)? Named(Passage passage, string key)
    {
        for (var i = 0; i < passage.Folded.Length; i++)
        {
            if (passage.Folded[i] != key[0] || (i > 0 && char.IsLetterOrDigit(passage.Folded[i - 1]))) continue;
            if (!char.IsUpper(passage.Text[i]))
            {
                if (IsSubject(passage, i, key)) return (passage.Text.Substring(i, key.Length), i);
                continue;
            }

            var end = EndOf(passage.Folded, i, key);
            if (end < 0 || (key.Length < Shortest && passage.Text.AsSpan(i, end - i).ContainsAnyInRange('a', 'z'))) continue;
            var name = passage.Text[i..end];
            if (!PlaceGrammar.IsPlace(name) && NameGrammar.Clean(name) is { } clean) return (clean, i);
        }

        return null;
    }

    // "velopartage est une association": written without a capital as in the address, and what the sentence speaks of.
    private static bool IsSubject(Passage passage, int start, string key) =>
        key.Length >= Shortest - 1 && passage.Folded.AsSpan(start).StartsWith(key) && passage.SentenceStart(start) is var s && passage.Folded.AsSpan(s, start - s).IndexOfAnyInRange('a', 'z') < 0 && Says().IsIn(passage.Folded.AsSpan(start + key.Length));

    // Where the words from a start on spell the key, marks and small words between them; -1 where they do not.
    private static int EndOf(string folded, int start, string key)
    {
        var (at, k) = (start, 0);
        while (at < folded.Length)
        {
            var end = at;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end])) end++;
            var word = folded.AsSpan(at, end - at);
            if (key.AsSpan(k).StartsWith(word)) k += word.Length;
            else if (!Small.Contains(word)) return -1;
            if (k == key.Length) return end;
            at = end;
            while (at < folded.Length && !char.IsLetterOrDigit(folded[at]))
            {
                if (folded[at] is not (' ' or '\'' or '’' or '-' or '&')) return -1;
                at++;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^,? (?:(?:c'est|est|is) (?:une?|la|le|l'|an?|the)|recrute|recherche|cherche)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Says();
}
