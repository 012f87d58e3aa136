using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OfferBot.Core.Reading;
using OfferBot.Core.Text;
using OfferBot.Formats.Html;
using OfferBot.Formats.Json;
using Document = OfferBot.Core.Reading.Document;

namespace OfferBot.Formats;

/// <summary>
/// HTML: what the page states of itself (JSON-LD JobPosting first, then microdata, then meta), and the text of its article.
/// Nothing is run and nothing is loaded.
/// </summary>
internal sealed partial class HtmlFormat : IDocumentFormat
{
    // All attributes that are looked at, and those by which the parser itself goes: the rest of a page's attributes is most of them.
    private static readonly FrozenSet<string> Attributes = new[]
    {
        "aria-hidden", "class", "content", "data-cfemail", "datetime", "for", "hidden", "href", "id", "itemprop", "itemscope", "itemtype", "lang", "name", "property", "rel", "role", "style", "type",
        "charset", "color", "encoding", "face", "http-equiv", "size", "src",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly HtmlParserOptions Options = new()
    {
        SkipComments = true,
        SkipProcessingInstructions = true,
        DisableElementPositionTracking = true,
        ShouldEmitAttribute = static (ref _, name) => Attributes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.Span),
    };

    public IReadOnlyList<string> Extensions => [".html", ".htm", ".xhtml"];

    public Task<FormatResult> ReadAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => Task.FromResult(Read(content.Span, ct));

    private static FormatResult Read(ReadOnlySpan<byte> content, CancellationToken ct)
    {
        using var html = new CharBuffer(content.Length);
        if (!TextDecoding.TryDecodeRaw(content, html, out var refused, DeclaredEncoding(content))) return refused;
        if (Mojibake.IsSure(html.Span)) html.Become(Mojibake.Repair(html.ToString()));
        var (front, body, _, broken) = html.Span.TrimStart().StartsWith("---") ? FrontMatter.Split(html.ToString().ReplaceLineEndings("\n").AsMemory(), onlyFenced: true) : ([], html.Memory, 1, null);
        if (broken is not null) return broken;
        if (HtmlGuard.Check(body.Span) is { } complex) return complex;
        ct.ThrowIfCancellationRequested();
        using var page = new HtmlParser(Options).ParseDocument(body);
        ct.ThrowIfCancellationRequested();
        return new FormatResult.Documents([.. Documents(page, ct).Select(d => front.Count == 0 ? d : d with { Metadata = [.. front, .. d.Metadata] })]);
    }

    private static List<Document> Documents(IHtmlDocument page, CancellationToken ct)
    {
        var meta = Meta(page);
        var stated = JsonLd(page, ct);
        if (stated.Count > 1) return [.. stated.Select(d => d with { Metadata = [.. d.Metadata, .. meta] })];
        var microdata = stated.Count == 0 ? Microdata.Postings(page) : [];
        var article = ArticleBlocks(page, ct);
        if (microdata.Count > 1)
        {
            var several = microdata.Select(m => JobPosting.ToDocument(m, ct)).Where(d => d.Blocks.Count > 1).ToList();
            return several.Count > 1 ? several : [new Document(article, meta)];
        }

        if (stated is [var one]) return [new Document(Fuller(one.Blocks, article), [.. one.Metadata, .. meta])];
        return [new Document(article, [.. microdata.SelectMany(m => m).Where(e => e.Value.Length > 0), .. microdata.SelectMany(PostingTerms.Of), .. meta])];
    }

    // JSON-LD tells the offer without the page around it; but some sites put only its first lines there, and how to apply only on the page.
    private static IReadOnlyList<Block> Fuller(IReadOnlyList<Block> stated, IReadOnlyList<Block> article)
    {
        if (Letters(stated) * 2 < Letters(article)) return article;
        var known = stated.Select(b => b.Text).ToHashSet(StringComparer.Ordinal);
        var more = article.Where(b => !known.Contains(b.Text) && (b.Kind == BlockKind.Field || b.Text.Contains('@', StringComparison.Ordinal) || b.Links is not null));
        return [.. stated, .. more];
    }

    private static int Letters(IReadOnlyList<Block> blocks) => blocks.Sum(b => b.Text.Length);

    private static IReadOnlyList<Block> ArticleBlocks(IHtmlDocument page, CancellationToken ct)
    {
        if (page.Body is not { } body) return [];
        var article = Article.Of(body);
        var title = article.Title ?? (Tree.First(body, static e => e.LocalName == "h1") is null ? (object?)PageTitle(page) : null);
        return HtmlBlocks.Of(article.Root, title, article.IsLeftOut, ct);
    }

    // "Animatrice nature | Les Amis du Bois": the site's name is no part of the title.
    private static string? PageTitle(IHtmlDocument page)
    {
        var title = Property(page, "og:title") ?? page.Title ?? "";
        var site = Property(page, "og:site_name");
        if (!string.IsNullOrWhiteSpace(site) && title.EndsWith(site, StringComparison.OrdinalIgnoreCase)) title = title[..^site.Length].TrimEnd(' ', '-', '|', '–', '—', '·', '»', ':');
        var cut = title.LastIndexOf(" | ", StringComparison.Ordinal);
        return cut > 0 ? title[..cut] : title;
    }

    private static string? Property(IHtmlDocument page, string name) => Tree.First(page, e => e.LocalName == "meta" && e.GetAttribute("property") == name)?.GetAttribute("content");

    private static List<MetadataEntry> Meta(IHtmlDocument page)
    {
        var entries = new List<MetadataEntry>();
        foreach (var meta in Tree.All(page, static e => e.LocalName == "meta" && e.HasAttribute("content")).Take(200))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
            var value = TextCleaning.Clean(meta.GetAttribute("content")!).Trim();
            if (!string.IsNullOrWhiteSpace(name) && value.Length is > 0 and <= 2000) entries.Add(new MetadataEntry(name.Trim().ToLowerInvariant(), value, 0));
        }

        if (!string.IsNullOrWhiteSpace(page.Title)) entries.Add(new MetadataEntry("html.title", TextCleaning.Clean(page.Title).Trim(), 0));
        if (page.DocumentElement.GetAttribute("lang") is { Length: > 0 } language) entries.Add(new MetadataEntry("html.lang", language.ToLowerInvariant(), 0));
        if (Tree.First(page, static e => e.LocalName == "link" && e.GetAttribute("rel") == "canonical")?.GetAttribute("href") is { Length: > 0 } url) entries.Add(new MetadataEntry("html.canonical", url, 0));
        return entries;
    }

    private static List<Document> JsonLd(IHtmlDocument page, CancellationToken ct)
    {
        var documents = new List<Document>();
        foreach (var script in Tree.All(page, static e => e.LocalName == "script" && e.GetAttribute("type") == "application/ld+json"))
        {
            if (!script.TextContent.Contains("JobPosting", StringComparison.Ordinal)) continue;
            try
            {
                using var json = JsonText.Parse(OnOneLine(script.TextContent));
                documents.AddRange(JobPosting.FindAll(json.RootElement).Select(p => JobPosting.ToDocument(p, ct)));
            }
            catch (JsonException)
            {
                // Broken JSON-LD is common and no reason to refuse a page that people can read: its article is read instead.
            }
        }

        return documents;
    }

    // Line breaks inside strings are no JSON, and what many sites write.
    private static string OnOneLine(string json)
    {
        json = json.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Trim();
        if (json.StartsWith("<!--", StringComparison.Ordinal)) json = json.Replace("<!--", "", StringComparison.Ordinal).Replace("-->", "", StringComparison.Ordinal);
        if (json.StartsWith("//<![CDATA[", StringComparison.Ordinal)) json = json["//<![CDATA[".Length..].Replace("//]]>", "", StringComparison.Ordinal);
        return json.TrimEnd(';', ' ');
    }

    // What bytes that are not UTF-8 are read as, where the page names an encoding of one byte a character.
    private static Encoding? DeclaredEncoding(ReadOnlySpan<byte> content)
    {
        var head = Encoding.ASCII.GetString(content[..Math.Min(content.Length, 2048)]);
        if (Charset().Match(head) is not { Success: true } match || match.Groups[1].Value.StartsWith("utf", StringComparison.OrdinalIgnoreCase)) return null;
        var name = match.Groups[1].Value.ToLowerInvariant();
        return name is "iso-8859-1" or "latin1" or "us-ascii" ? null : CodePagesEncodingProvider.Instance.GetEncoding(name) is { IsSingleByte: true } encoding ? encoding : null;
    }

    // <meta charset="iso-8859-15">, <meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Charset();
}
