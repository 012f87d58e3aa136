using System.Xml;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;
using OfferBot.Web.Pages;

namespace OfferBot.Web;

/// <summary>The board for everybody: search, one offer, a digest, and a feed of any query.</summary>
internal static class BoardPages
{
    private const int PerPage = 20;
    private const int InFeed = 50;

    public static void MapBoard(this IEndpointRouteBuilder pages)
    {
        pages.MapLook("/offers", SearchAsync);
        pages.MapLook("/offers.atom", FeedAsync);
        pages.MapLook("/offers/{id}", OfferAsync);
        pages.MapLook("/digests/{id}", DigestAsync);
    }

    private static async Task<IResult> SearchAsync(string? q, string? all, int? page, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        var text = q?.Trim() ?? "";
        var number = Math.Clamp(page ?? 1, 1, 10_000);
        if (Query.Parse(text) is not QueryParse.Parsed { Query: var query })
        {
            var faulty = new OffersModel(text, null, (QueryParse.Faulty)Query.Parse(text), all == "1", 1, new OfferSlice(0, 0, []));
            return PublicPages.Show<OffersPage>(new { Visitor = visitor, Page = faulty }, StatusCodes.Status400BadRequest);
        }

        var slice = await parts.Search.SearchAsync(query, new Slice((number - 1) * PerPage, PerPage, all == "1"), ct);
        var description = text.Length == 0 ? null : PageParts.Capital(query.Describe(visitor.Language));
        return PublicPages.Show<OffersPage>(new { Visitor = visitor, Page = new OffersModel(text, description, null, all == "1", number, slice) });
    }

    private static async Task<IResult> OfferAsync(string id, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        var posting = OfferId.TryParse(id, out var known) ? await parts.Search.FindAsync(known, ct) : null;
        return posting is null ? Missing(visitor) : PublicPages.Show<OfferPage>(new { Visitor = visitor, Posting = posting, Address = parts.Links.Page($"offers/{posting.Id}") });
    }

    private static async Task<IResult> DigestAsync(string id, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        var issue = await parts.Issues.FindAsync(id, ct);
        return issue is null ? Missing(visitor) : PublicPages.Show<DigestPage>(new { Visitor = visitor, Issue = issue, parts.Calendar.Zone });
    }

    // RFC 4287. The offer's page is its id; the moment it was taken in its date.
    private static async Task<IResult> FeedAsync(string? q, HttpRequest request, PageParts parts, CancellationToken ct)
    {
        var visitor = parts.VisitorOf(request);
        if (Query.Parse(q?.Trim() ?? "") is not QueryParse.Parsed { Query: var query }) return Results.Text(((QueryParse.Faulty)Query.Parse(q!.Trim())).Message(visitor.Language), statusCode: StatusCodes.Status400BadRequest);
        var slice = await parts.Search.SearchAsync(query, new Slice(0, InFeed), ct);
        using var memory = new MemoryStream();
        await using (var xml = XmlWriter.Create(memory, new XmlWriterSettings { Async = true, Indent = true, CheckCharacters = false }))
        {
            var self = parts.Links.Page("offers.atom" + request.QueryString).AbsoluteUri;
            xml.WriteStartElement("feed", "http://www.w3.org/2005/Atom");
            xml.WriteElementString("id", self);
            xml.WriteElementString("title", $"{visitor.Brand} – {PageParts.Capital(query.Describe(visitor.Language))}");
            xml.WriteElementString("updated", XmlConvert.ToString(slice.Offers.Select(o => o.FirstSeen).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max()));
            Link(xml, "self", self);
            foreach (var posting in slice.Offers) Entry(xml, posting, visitor, parts.Links.Page($"offers/{posting.Id}").AbsoluteUri);
            xml.WriteEndElement();
        }

        return Results.Bytes(memory.ToArray(), "application/atom+xml; charset=utf-8");
    }

    private static void Entry(XmlWriter xml, Posting posting, Visitor visitor, string page)
    {
        var offer = posting.Offer;
        xml.WriteStartElement("entry");
        xml.WriteElementString("id", page);
        xml.WriteElementString("title", Plain(visitor.Words.TitleOf(offer)));
        xml.WriteElementString("updated", XmlConvert.ToString(posting.FirstSeen));
        Link(xml, "alternate", page);
        xml.WriteStartElement("author");
        xml.WriteElementString("name", Plain(offer.Organization?.Value ?? visitor.Brand.Name));
        xml.WriteEndElement();
        var facts = OfferFacts.Brief(offer, visitor.Words).Select(f => $"{f.Name}{visitor.Say(" : ", ": ")}{f.Value}");
        xml.WriteElementString("summary", Plain(string.Join("\n", facts.Prepend(offer.Summary?.Value ?? "").Where(l => l.Length > 0))));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, string href)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }

    // XML 1.0 has no place for control characters, which a hostile text may hold.
    private static string Plain(string text) => string.Concat(text.EnumerateRunes().Where(r => !r.IsBmp || XmlConvert.IsXmlChar((char)r.Value)));

    private static IResult Missing(Visitor visitor) => PublicPages.Say(visitor, new Saying(
        visitor.Say("Il n'y a rien à cette adresse", "There is nothing at this address"),
        [visitor.Say("L'offre a peut-être été retirée.", "The offer may have been withdrawn.")],
        Links: [(visitor.Say("Voir les offres", "See the offers"), "/offers")]), StatusCodes.Status404NotFound);
}
