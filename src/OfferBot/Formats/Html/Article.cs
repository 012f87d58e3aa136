using AngleSharp.Dom;

namespace OfferBot.Formats.Html;

/// <summary>
/// The part of a page that people came for. Each element is weighed once (letters of its text, letters inside links); what surrounds the article is
/// left out by name, lists of links by their weight. Losing a part of an offer is worse than keeping a line too many, so every rule gives way
/// to the element that holds the title or half of the text.
/// </summary>
internal sealed class Article
{
    private const int Enough = 250;

    private readonly Dictionary<IElement, Weight> _weights;
    private readonly HashSet<IElement> _left = [];
    private readonly Weight _page;

    private Article(IElement body)
    {
        _weights = new Dictionary<IElement, Weight>(Tree.Count(body) + 1);
        _page = Weigh(body);
        LeaveOut(body);
        Weigh(body);
        Root = FindRoot(body);
        Title = Tree.First(Root, IsTitle) is null ? Tree.All(body, IsTitle).Find(h => !h.Ancestors<IElement>().Any(IsLeftOut)) : null;
    }

    /// <summary>The element that holds the article.</summary>
    public IElement Root { get; }

    /// <summary>The page's first title where it stands outside of <see cref="Root"/>.</summary>
    public IElement? Title { get; }

    public static Article Of(IElement body) => new(body);

    /// <summary>The element is no part of the article.</summary>
    public bool IsLeftOut(IElement element) => _left.Contains(element) || IsLinkFarm(element);

    private Weight Weigh(IElement element)
    {
        var weight = default(Weight);
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IText text) weight += new Weight(Letters(text.Data), 0, 0, false);
            else if (children[i] is IElement child && !_left.Contains(child) && !Boilerplate.IsUnseen(child)) weight += Weigh(child);
        }

        if (element.LocalName == "a") weight = weight with { Linked = weight.Text, Links = 1 };
        if (element.LocalName is "h1" or "main" || element.GetAttribute("role") == "main") weight = weight with { IsCore = true };
        return _weights[element] = weight;
    }

    private void LeaveOut(IElement element)
    {
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child) continue;
            if (Boilerplate.IsUnseen(child)) _left.Add(child);
            else if (Boilerplate.IsAround(child) && _weights[child] is { IsCore: false } weight && weight.Text * 2 < _page.Text) _left.Add(child);
            else LeaveOut(child);
        }
    }

    private IElement FindRoot(IElement body)
    {
        var all = _weights[body].Text;
        bool Heavy(IElement e, double part) => _weights.TryGetValue(e, out var w) && w.Text >= Math.Min(Enough, all / 2) && w.Text >= part * all;
        if (Tree.All(body, e => Microdata.IsPosting(e) && Heavy(e, 0.2)) is [var posting]) return posting;
        var main = Tree.First(body, e => (e.LocalName == "main" || e.GetAttribute("role") == "main") && Heavy(e, 0.3)) ?? body;
        var inMain = _weights[main].Text;
        var article = Tree.First(main, e => e.LocalName == "article" && _weights.TryGetValue(e, out var w) && w.Text * 10L >= inMain * 6L);
        return article ?? Descend(main);
    }

    // Down to the element below which the text is shared out, but not past the title.
    private IElement Descend(IElement from)
    {
        while (true)
        {
            var heaviest = Heaviest(from);
            if (heaviest is null || _left.Contains(heaviest) || _weights[heaviest].Text * 100L < _weights[from].Text * 85L) return from;
            if (_weights[from].IsCore && !_weights[heaviest].IsCore) return from;
            if (heaviest.LocalName is not ("div" or "section" or "main" or "form" or "center" or "table" or "tbody" or "tr" or "td" or "article")) return from;
            from = heaviest;
        }
    }

    // The first of the heaviest children.
    private IElement? Heaviest(IElement parent)
    {
        var (heaviest, weight, children) = ((IElement?)null, -1, parent.ChildNodes);
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IElement child && _weights.TryGetValue(child, out var its) && its.Text > weight) (heaviest, weight) = (child, its.Text);
        }

        return heaviest;
    }

    private static bool IsTitle(IElement element) => element.LocalName == "h1";

    // Tags, "read also", a menu without a name. On a page that is a list of links, the links are the page.
    private bool IsLinkFarm(IElement element)
    {
        if (element.LocalName is not ("ul" or "ol" or "div" or "section" or "p" or "aside") || !_weights.TryGetValue(element, out var weight)) return false;
        if (weight.Links < 3 || weight.IsCore || weight.Linked * 10L < weight.Text * 7L || weight.Text > weight.Links * 80) return false;
        var around = _weights.GetValueOrDefault(Root);
        return around.Text - around.Linked >= 2 * Enough && Tree.First(element, static e => e.LocalName == "a" && e.GetAttribute("href") is { } href && href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) is null;
    }

    private static int Letters(string text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            if (c > ' ' && c != '\u00A0') letters++;
        }

        return letters;
    }

    /// <summary>What an element weighs.</summary>
    /// <param name="Text">Letters of the text seen.</param>
    /// <param name="Linked">Those inside links.</param>
    /// <param name="Links">Number of links.</param>
    /// <param name="IsCore">Holds the title or the main part.</param>
    private readonly record struct Weight(int Text, int Linked, int Links, bool IsCore)
    {
        public static Weight operator +(Weight a, Weight b) => new(a.Text + b.Text, a.Linked + b.Linked, a.Links + b.Links, a.IsCore || b.IsCore);
    }
}
