using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>How like two spellings are, for "did you mean".</summary>
internal static class Likeness
{
    /// <summary>The candidate that is fewest slips away, the first of equals; null when none is near.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        var key = NameForm.Of(word);
        if (key.Length < 3) return null;
        var (best, least) = ((string?)null, key.Length < 5 ? 1 : 2);
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - key.Length) > least + 1) continue;
            var slips = Slips(key, NameForm.Of(candidate));
            if (slips < least || (slips == least && best is null)) (best, least) = (candidate, slips);
        }

        return best;
    }

    /// <summary>Letters added, left out, changed, or changed places with the next.</summary>
    public static int Slips(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (twoBack, oneBack, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (twoBack, oneBack, row) = (oneBack, row, twoBack);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(oneBack[j], row[j - 1]) + 1, oneBack[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
            }
        }

        return row[b.Length];
    }
}
