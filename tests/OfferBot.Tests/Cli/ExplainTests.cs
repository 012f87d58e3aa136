using System.Text;
using OfferBot.Cli;
using OfferBot.Core.Offers;

namespace OfferBot.Tests.Cli;

public sealed class ExplainTests
{
    private const string Text = "# Animateur·rice vélo\n\nL'association Roue Libre recrute un·e animateur·rice vélo en CDD.\n\nLieu : Lille (59)\n\nEnvoyer CV à recrutement@roue-libre.example.org\n";

    [Fact]
    public async Task Every_value_is_shown_with_its_line_and_what_a_candidate_would_miss_is_named()
    {
        using var reader = FileReader.Standalone();
        var output = new StringWriter();
        var report = new ExplainReport(OfferWording.For("fr"));
        await report.WriteAsync(output, "velo.md", await reader.ReadAsync("velo.md", Encoding.UTF8.GetBytes(Text), null, default), default);
        var shown = output.ToString();
        Assert.Contains("Lille (59)", shown, StringComparison.Ordinal);
        Assert.Contains("recrutement@roue-libre.example.org", shown, StringComparison.Ordinal);
        Assert.All(["Pas de date limite", "Pas de rémunération", "Pas de durée", "Pas de date de début"], lack => Assert.Contains(lack, shown, StringComparison.Ordinal));
        Assert.DoesNotContain("Pas de lieu", shown, StringComparison.Ordinal);
        var place = shown.Split('\n').Single(l => l.Contains("Lille (59)", StringComparison.Ordinal) && l.Contains("Lieu", StringComparison.Ordinal));
        Assert.Matches(@"\b5\b", place);
    }

    [Fact]
    public async Task The_report_speaks_english_when_asked()
    {
        using var reader = FileReader.Standalone();
        var output = new StringWriter();
        await new ExplainReport(OfferWording.For("en")).WriteAsync(output, "velo.md", await reader.ReadAsync("velo.md", Encoding.UTF8.GetBytes(Text), null, default), default);
        Assert.Contains("No deadline", output.ToString(), StringComparison.Ordinal);
    }
}
