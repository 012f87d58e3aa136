using System.Text.RegularExpressions;
using OfferBot.Cli;
using OfferBot.Formats;
using OfferBot.Settings;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Manual;

/// <summary>The manual promises only what is there, and names all of it.</summary>
public sealed partial class ManualTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    public static TheoryData<string> Pages =>
        ["README.md", "CHANGELOG.md", .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_verb_and_each_of_its_subcommands_is_in_the_manual()
    {
        var lines = Parts.Make<IVerb>().Select(v => v.Command).SelectMany(c => c.Subcommands.Count == 0 ? [c.Name] : c.Subcommands.Select(s => $"{c.Name} {s.Name}"));
        Assert.All(lines, line => Assert.Matches($@"\| `{Regex.Escape(line)}[` ]", Readme));
    }

    [Fact]
    public void Every_option_of_a_verb_is_in_the_manual()
    {
        var options = Parts.Make<IVerb>().SelectMany(v => v.Command.Subcommands.Append(v.Command)).SelectMany(c => c.Options).Select(o => o.Name).Distinct();
        Assert.All(options, option => Assert.Contains($"`{option}", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_is_in_the_manual_with_its_default()
    {
        Assert.All(SettingsSchema.Rows(), row => Assert.Matches($@"\| `{Regex.Escape(row.Key)}` \| {(row.Default.Length > 0 ? $"`{Regex.Escape(row.Default)}`" : "")} ?\|", Readme));
    }

    [Theory]
    [InlineData(".txt")]
    [InlineData(".md")]
    [InlineData(".html")]
    [InlineData(".json")]
    [InlineData(".docx")]
    [InlineData(".odt")]
    public void The_formats_that_the_manual_names_are_read(string ending)
    {
        Assert.Contains($"`{ending}`", Readme, StringComparison.Ordinal);
        using var reader = new DocumentReader();
        Assert.Contains(ending, reader.Endings);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_between_pages_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var broken = from Match link in Link().Matches(File.ReadAllText(Repository.PathOf(page)))
                     let target = link.Groups["target"].Value
                     let file = target.Split('#')[0]
                     let path = file.Length == 0 ? Repository.PathOf(page) : Path.Combine(folder, file)
                     where !(File.Exists(path) && (!target.Contains('#', StringComparison.Ordinal) || Anchors(path).Contains(target.Split('#')[1])))
                     select target;
        Assert.Empty(broken);
    }

    // GitHub's anchors: lower case, spaces to hyphens, punctuation gone.
    private static HashSet<string> Anchors(string page) =>
        [.. Heading().Matches(File.ReadAllText(page)).Select(h => NotInAnchor().Replace(h.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    // [text](docs/page.md#part) and ![text](docs/images/x.png); not [text](https://…)
    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    // ## Connect Discord
    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // everything but letters, digits, spaces, "_" and "-"
    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
