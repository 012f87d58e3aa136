namespace OfferBot.Core.Queries;

/// <summary>
/// Brings plural and feminine of a French word to one form. The form is for comparing, not for reading: what counts is that
/// "sociaux" and "social", "directrices" and "directeur" come to the same one, and few other words do.
/// </summary>
internal static class FrenchForms
{
    /// <summary>The common form of a folded word.</summary>
    public static string Common(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || word.IndexOfAnyInRange('0', '9') >= 0) return word.ToString();
        Span<char> form = stackalloc char[word.Length + 1];
        word.CopyTo(form);
        var length = Masculine(form, Singular(form, word.Length));
        return new string(form[..length]);
    }

    // Changes the first letters of what is replaced in place; returns the new length.
    private static int Singular(Span<char> form, int length)
    {
        ReadOnlySpan<char> word = form[..length];
        if (word is "travaux") return Put(form, 4, "ail");
        if (word.EndsWith("eaux") || word.EndsWith("eux")) return length - 1;
        if (word.EndsWith("aux")) return Put(form, length - 3, "al");
        return word[^1] == 's' && word[^2] != 's' ? length - 1 : length;
    }

    private static int Masculine(Span<char> form, int length)
    {
        ReadOnlySpan<char> word = form[..length];
        if (length < 4) return length;
        if (word.EndsWith("ee")) return WithoutLastE(form, length - 1);
        if (word.EndsWith("trice") && length > 6) return Put(form, length - 5, "teu");
        if (word.EndsWith("euse") && length > 5) return Put(form, length - 4, "eu");
        if (word.EndsWith("eur") && length > 4) return length - 1;
        if (word.EndsWith("ere") && length > 5) return length - 1;
        if (word.EndsWith("ive") && length > 4) return Put(form, length - 3, "if");
        if (length > 5 && word[^1] == 'e' && word[^2] == word[^3] && word[^2] is 'n' or 'l' or 't' or 'f') return length - 2;
        if (word[^1] == 'y') form[length - 1] = 'i';
        return WithoutLastE(form, length);
    }

    // "sociale", "charge": a short word keeps its "e", which may be all that tells it from another ("port", "porte").
    private static int WithoutLastE(Span<char> form, int length) => length > 5 && form[length - 1] == 'e' ? length - 1 : length;

    private static int Put(Span<char> form, int at, string ending)
    {
        ending.CopyTo(form[at..]);
        return at + ending.Length;
    }
}
