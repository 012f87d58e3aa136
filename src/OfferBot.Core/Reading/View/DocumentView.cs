using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;

namespace OfferBot.Core.Reading.View;

/// <summary>A document prepared for the readers: passages folded once, with the section and label that each stands under. Struck text is not in it.</summary>
internal sealed partial class DocumentView
{
    // An offer is a page or ten; what lies beyond is not read, so that no document costs more than its share.
    private const int MaxPassages = 3000;
    private const int MaxCharacters = 200_000;

    // A heading that is a label announces no more than what follows it at once.
    private const int ReachOfLabel = 3;

    // Behind so many passages "Articles similaires" ends the offer; before, it may be a menu.
    private const int ShortestOffer = 5;

    private const int LongestRunIn = 50;

    private const int LongestTitle = 160;

    private const int LongestKind = 60;
    private const int ShortestSentence = 30;

    private static readonly string[] TitleNames = ["title", "jobtitle", "job_title", "poste", "intitule", "jobposting.title", "name", "og:title", "nom", "titre", "role", "roles"];
    private static readonly string[] AboutNames = ["subtitle", "sous-titre", "soustitre", "chapo", "excerpt", "description", "summary", "resume", "og:description"];

    private static readonly (string Picture, LabelKind Kind)[] Pictures =
    [
        ("📍", LabelKind.Place), ("🗺", LabelKind.Place), ("📌", LabelKind.Place), ("🌍", LabelKind.Place), ("🗓", LabelKind.Start), ("📅", LabelKind.Start), ("📆", LabelKind.Start), ("🚀", LabelKind.Start), ("💶", LabelKind.Salary), ("💰", LabelKind.Salary), ("💵", LabelKind.Salary), ("💸", LabelKind.Salary),
        ("🎓", LabelKind.Education), ("🏠", LabelKind.Remote), ("🏡", LabelKind.Remote), ("💻", LabelKind.Remote), ("📄", LabelKind.Contract), ("📑", LabelKind.Contract), ("📝", LabelKind.Contract), ("📃", LabelKind.Contract), ("📜", LabelKind.Contract), ("🕒", LabelKind.WorkingTime), ("🕐", LabelKind.WorkingTime), ("🕘", LabelKind.WorkingTime), ("⏰", LabelKind.WorkingTime), ("⏳", LabelKind.Duration), ("⌛", LabelKind.Duration), ("⏱", LabelKind.Duration),
    ];

    private readonly MetadataEntry[] _metadata;

    private DocumentView(Document document, MetadataEntry[] metadata, List<Passage> heads, List<Passage> passages, Block? unread)
    {
        Unread = unread;
        Document = document;
        _metadata = metadata;
        Heads = heads;
        Body = passages;
        All = [.. heads, .. passages];
    }

    public Document Document { get; }

    /// <summary>Title, subtitle and description of the metadata, as passages.</summary>
    public List<Passage> Heads { get; }

    /// <summary>The blocks of the document.</summary>
    public List<Passage> Body { get; }

    /// <summary><see cref="Heads"/>, then <see cref="Body"/>.</summary>
    public List<Passage> All { get; }

    /// <summary>Where reading stopped because the document goes on for too long; null when all of it was read.</summary>
    public Block? Unread { get; }

    public static DocumentView Of(Document document)
    {
        MetadataEntry[] metadata = [.. document.Metadata];
        var heads = new List<Passage>();
        AddHeads(metadata, TitleNames, SectionKind.Top, LabelKind.Title, heads);
        AddHeads(metadata, AboutNames, SectionKind.Top, LabelKind.None, heads);
        AddStated(metadata, heads);
        var passages = Passages(IsBare(document) ? Told(metadata) : document.Blocks, out var unread);
        return new DocumentView(document, metadata, heads, passages, unread);
    }

    /// <summary>The first metadata value under one of the names, in the order of the names.</summary>
    public MetadataEntry? Metadata(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var entry in _metadata)
            {
                if (entry.Name == name && !string.IsNullOrWhiteSpace(entry.Value)) return entry;
            }
        }

        return null;
    }

    /// <summary>Passages that a label or heading announces as <paramref name="kind"/>.</summary>
    public IEnumerable<Passage> Announced(LabelKind kind) => Body.Where(p => p.Announces(kind));

    private static void AddHeads(MetadataEntry[] metadata, string[] names, SectionKind section, LabelKind under, List<Passage> heads)
    {
        foreach (var name in names)
        {
            foreach (var entry in metadata)
            {
                if (entry.Name != name || string.IsNullOrWhiteSpace(entry.Value)) continue;
                if (Head(metadata, entry) is not { Length: > 0 } value) continue;
                heads.Add(new Passage(new Block(BlockKind.Heading, value, entry.Line), -1 - heads.Count) { Section = section, Under = under, IsMetadata = true });
                if (under == LabelKind.Title) return;
            }
        }
    }

    // Without marks of HTML; a title given as a list of lines is one title.
    private static string Head(MetadataEntry[] metadata, MetadataEntry first)
    {
        var value = first.Value;
        if (first.Name == "title" && Roles.First(FrenchText.Fold(value)) < 0)
        {
            foreach (var next in metadata.SkipWhile(e => e != first).Skip(1).TakeWhile(e => e.Name == "title" && value.Length + e.Value.Length < LongestTitle)) value = $"{value} {next.Value}";
        }

        value = value.Length > 1000 ? value[..1000] : value;
        if (value.Contains('<', StringComparison.Ordinal)) value = Tag().Replace(value, " ");
        return value.ReplaceLineEndings(" ").Trim();
    }

    // "contract: CDI", "salary: 38k€ à 44k€": a front matter states fields as a body does.
    private static void AddStated(MetadataEntry[] metadata, List<Passage> heads)
    {
        foreach (var entry in metadata)
        {
            if (entry.Value.Length > 200 || entry.Name is "date" or "layout" or "base" or "site" or "contact") continue;
            var name = entry.Name.Replace('_', ' ').Replace('-', ' ');
            if (entry.Name == "position") name = "contrat";
            if (!Lexicon.IsLabel(FrenchText.Fold(name), out var kind) || kind is not (LabelKind.Contract or LabelKind.Salary or LabelKind.Start or LabelKind.Duration or LabelKind.Education or LabelKind.Remote or LabelKind.WorkingTime or LabelKind.Place)) continue;
            if (entry.Name is "type" or "position" && (entry.Value.Length > LongestKind || ContractGrammar.In(FrenchText.Fold(entry.Value), entry.Value).Count == 0)) continue;
            var value = entry.Name == "position" ? entry.Value.Split(" (")[0] : entry.Value;
            heads.Add(new Passage(new Block(BlockKind.Field, value.ReplaceLineEndings(" ").Trim(), entry.Line, 0, entry.Name), -1 - heads.Count) { Section = SectionKind.Conditions, Label = kind, IsMetadata = true });
        }
    }

    private static bool IsBare(Document document) => document.Metadata.Count > 0 && document.Blocks.All(b => b.Text.Length == 0);

    // A page that is all front matter says in its values what others say in their text.
    private static List<Block> Told(MetadataEntry[] metadata) =>
        [.. metadata.Where(e => e.Value.Length >= ShortestSentence && e.Value.Contains(' ', StringComparison.Ordinal)).Select(e => new Block(BlockKind.Paragraph, e.Value.ReplaceLineEndings(" ").Trim(), e.Line))];

    private static List<Passage> Passages(IReadOnlyList<Block> blocks, out Block? unread)
    {
        unread = null;
        var passages = new List<Passage>(Math.Min(blocks.Count, MaxPassages));
        var state = new SectionTracker();
        var characters = 0;
        var beyond = false;
        foreach (var block in blocks)
        {
            if (block.Struck || block.Text.Length == 0) continue;
            if (passages.Count >= ShortestOffer && block.Kind is not BlockKind.ListItem && (block.Label ?? block.Text) is { Length: <= 45 } head && Lexicon.IsHeading(head) && Lexicon.HeadingOf(head) == SectionKind.Beyond) beyond = true;
            if (beyond && !TellsHowToApply(block)) continue;
            characters += block.Text.Length;
            if (passages.Count == MaxPassages || characters > MaxCharacters)
            {
                unread = block;
                break;
            }

            passages.Add(state.Place(block, passages.Count));
        }

        return passages;
    }

    // Behind "Offres similaires" there may still be the button with which to apply.
    private static bool TellsHowToApply(Block block)
    {
        if (block.Text.Length > 200 || !(block.Text.Contains("://", StringComparison.Ordinal) || block.Text.Contains('@', StringComparison.Ordinal))) return false;
        var folded = FrenchText.Fold(block.Label is { } label ? $"{label} : {block.Text}" : block.Text);
        return folded.StartsWith("candidat", StringComparison.Ordinal) || folded.StartsWith("postul", StringComparison.Ordinal) || folded.StartsWith("pour candidat", StringComparison.Ordinal) || folded.StartsWith("pour postul", StringComparison.Ordinal) || folded.StartsWith("apply", StringComparison.Ordinal);
    }

    // "<br>", "<img src="…">", one that was never closed
    [GeneratedRegex(@"</?[a-zA-Z][^<>]{0,300}>?", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>Walks the blocks and remembers which heading they stand under.</summary>
    private sealed class SectionTracker
    {
        private SectionKind _section = SectionKind.Top;
        private int _level;
        private LabelKind _under;
        private int _since;

        // "Lieux :" above a list: its first item is the label's value, the others are too.
        private LabelKind _listed;

        public Passage Place(Block block, int index)
        {
            var label = block.Kind == BlockKind.Field ? Lexicon.LabelOf(block.Label ?? block.Text) : OfPicture(block.Text);
            if (block.Kind == BlockKind.Heading) Enter(block);
            else if (block.Kind == BlockKind.Field && label is LabelKind.Apply) (_section, _level) = (SectionKind.Apply, 0);
            _listed = label == LabelKind.Place && block.Breaks is { Count: > 0 } ? label : block.Kind == BlockKind.ListItem ? _listed : LabelKind.None;
            var under = block.Kind != BlockKind.Heading && _since++ < ReachOfLabel ? _under : block.Kind == BlockKind.ListItem ? _listed : LabelKind.None;
            return new Passage(block, index) { Section = block.Kind != BlockKind.Heading && OwnSection(block, label) is { } own ? own : _section, Label = label, Under = under };
        }

        // "Profil : bac +2 …", "Requirements. Master's degree …": a heading that runs into its text opens a section for that text.
        private static SectionKind? OwnSection(Block block, LabelKind label)
        {
            if (block.Label is { } head) return label == LabelKind.None && Lexicon.HeadingOf(head) is { } told and not (SectionKind.Employer or SectionKind.Contact) ? told : null;
            var end = block.Text.AsSpan(0, Math.Min(block.Text.Length, LongestRunIn)).IndexOfAny(":.");
            return end > 3 && end + 2 < block.Text.Length && block.Text[end + 1] == ' ' && char.IsUpper(block.Text[0]) && Lexicon.IsHeading(block.Text.AsSpan(0, end)) ? Lexicon.HeadingOf(block.Text.AsSpan(0, end)) : null;
        }

        // "📍 Clermont-Ferrand", "💶 1 900 € brut": a picture is a label that all understand.
        private static LabelKind OfPicture(string text)
        {
            if (text[0] is not ('\uD83D' or '\uD83C' or '⏰' or '⏳' or '⌛' or '⏱')) return LabelKind.None;
            foreach (var (picture, kind) in Pictures)
            {
                if (text.StartsWith(picture, StringComparison.Ordinal)) return kind;
            }

            return LabelKind.None;
        }

        private void Enter(Block heading)
        {
            var head = heading.Label ?? heading.Text;
            _under = Lexicon.LabelOf(head);
            if (_under is LabelKind.Organization or LabelKind.Title && !Lexicon.IsLabel(head, out _)) _under = LabelKind.None;
            _since = 0;
            var level = heading.Level == 0 ? 6 : heading.Level;
            if (Lexicon.HeadingOf(head) is { } section) (_section, _level) = (section, level);
            else if (_level > 0 && level <= _level && level < 6) (_section, _level) = (SectionKind.Other, level);
        }
    }
}
