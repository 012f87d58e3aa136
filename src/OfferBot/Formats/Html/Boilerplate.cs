using System.Collections.Frozen;
using AngleSharp.Dom;

namespace OfferBot.Formats.Html;

/// <summary>Tells what of a page is not its article, by element, role and the words of class and id.</summary>
internal static class Boilerplate
{
    private static readonly FrozenSet<string> Words = Load();

    private static readonly FrozenSet<string> Unseen = new[]
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video", "audio", "map", "head", "title",
        "button", "input", "select", "textarea", "datalist", "dialog", "meter", "progress", "frameset", "applet",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Roles = new[]
    {
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tooltip",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Nothing inside is ever text of the page.</summary>
    public static bool IsUnseen(IElement element) =>
        (Unseen.Contains(element.LocalName) && !IsFolded(element)) || element.HasAttribute("hidden") || (element.LocalName == "label" && element.HasAttribute("for"));

    // A heading that folds what is under it is a button as well.
    private static bool IsFolded(IElement element) => element.LocalName == "button" && element.ParentElement?.LocalName is ['h', >= '1' and <= '6'];

    /// <summary>Looks like a menu, footer, banner or the like.</summary>
    public static bool IsAround(IElement element)
    {
        if (element.LocalName is "nav" or "footer" or "aside") return true;
        if (element.GetAttribute("role") is { } role && Roles.Contains(role)) return true;
        if (element.GetAttribute("aria-hidden") == "true") return true;
        if (element.GetAttribute("style") is { } style && IsHidden(style)) return true;
        return HasWord(element.ClassName) || HasWord(element.Id);
    }

    /// <summary>"display:none", "display : none".</summary>
    private static bool IsHidden(string style)
    {
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + 7).TrimStart(" :").StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    // "site-footer__links", "relatedPosts", "menu_principal"
    private static bool HasWord(string? names)
    {
        if (string.IsNullOrEmpty(names) || names.Length > 1000) return false;
        var words = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> lower = stackalloc char[names.Length];
        names.AsSpan().ToLowerInvariant(lower);
        foreach (var range in ((ReadOnlySpan<char>)lower).SplitAny(' ', '\t', '\n', '\r'))
        {
            var name = lower[range];
            if (name.IsEmpty || IsNegated(name)) continue;
            if (words.Contains(name)) return true;
            if (HasPart(names.AsSpan()[range], name, words)) return true;
        }

        return false;
    }

    private static bool HasPart(ReadOnlySpan<char> written, ReadOnlySpan<char> lower, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        var start = 0;
        for (var i = 1; i <= lower.Length; i++)
        {
            if (i < lower.Length && lower[i] is not ('-' or '_') && !(char.IsUpper(written[i]) && char.IsLower(written[i - 1]))) continue;
            if (words.Contains(lower[start..i].Trim("-_"))) return true;
            start = i;
        }

        return false;
    }

    // "no-sidebar", "has-sidebar", "with-sidebar" say something about what they are not.
    private static bool IsNegated(ReadOnlySpan<char> name) =>
        name.StartsWith("no-") || name.StartsWith("has-") || name.StartsWith("with-") || name.StartsWith("without-") || name.StartsWith("is-") || name.StartsWith("wp-");

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(Boilerplate).Assembly.GetManifestResourceStream("OfferBot.Formats.Html.boilerplate.txt")
            ?? throw new InvalidOperationException("boilerplate.txt is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}
