using System.Text.RegularExpressions;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Architecture;

public sealed partial class BorderTests
{
    // Lowest first: a folder uses only those before it.
    private static readonly string[] CoreOrder = ["Text", "Offers", "Places", "Reading", "Queries", "Subscriptions", "Outbox", "Board", "Digests"];
    private static readonly string[] Adapters = ["Formats", "Intake", "Storage", "Discord", "Mail", "Schedule", "Web", "Cli"];

    public static TheoryData<string> CoreFolders => [.. Directory.GetDirectories(Repository.PathOf("src", "OfferBot.Core")).Select(d => Path.GetFileName(d)).Where(n => n is not ("bin" or "obj"))];

    [Theory]
    [MemberData(nameof(CoreFolders))]
    public void A_folder_of_Core_uses_only_folders_below_it(string folder)
    {
        var rank = Array.IndexOf(CoreOrder, folder);
        Assert.True(rank >= 0, $"Core/{folder} has no place in the order; give it one here and in docs/decisions/0001.");
        var above = CoreOrder[rank..].Where(f => f != folder).ToList();
        Assert.Empty(UsesOf("OfferBot.Core", folder, above.Select(f => $"OfferBot.Core.{f}")));
    }

    [Fact]
    public void Adapter_folders_do_not_see_each_other()
    {
        var seen = Adapters.SelectMany(folder => UsesOf("OfferBot", folder, Adapters.Where(a => a != folder).Select(a => $"OfferBot.{a}")));
        Assert.Empty(seen);
    }

    [Fact]
    public void Every_folder_of_the_program_is_an_adapter_or_named_here()
    {
        string[] others = ["Settings", "Checkup", "bin", "obj", "Properties"];
        Assert.Empty(Directory.GetDirectories(Repository.PathOf("src", "OfferBot")).Select(d => Path.GetFileName(d)).Except(Adapters).Except(others));
    }

    [Fact]
    public void Core_references_no_package_but_logging_abstractions()
    {
        var project = File.ReadAllText(Repository.PathOf("src", "OfferBot.Core", "OfferBot.Core.csproj"));
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], PackageReference().Matches(project).Select(m => m.Groups[1].Value));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OfferBot.DiscordClient")]
    [InlineData("OfferBot.MailClient")]
    public void The_client_libraries_know_nothing_of_offers(string library)
    {
        Assert.DoesNotContain("ProjectReference", File.ReadAllText(Repository.PathOf("src", library, library + ".csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_is_a_table_of_contents() => Assert.InRange(File.ReadAllLines(Repository.PathOf("src", "OfferBot", "Program.cs")).Length, 1, 40);

    private static IEnumerable<string> UsesOf(string project, string folder, IEnumerable<string> namespaces)
    {
        var root = Repository.PathOf("src", project, folder);
        var banned = namespaces.ToList();
        return from file in Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
               where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
               from line in File.ReadLines(file)
               from name in banned
               where Regex.IsMatch(line, $@"\b{Regex.Escape(name)}\b") && !line.TrimStart().StartsWith("namespace", StringComparison.Ordinal)
               select $"{Path.GetRelativePath(root, file)}: {line.Trim()}";
    }

    [GeneratedRegex("PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();
}
