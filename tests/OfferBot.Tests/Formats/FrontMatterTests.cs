using System.Text;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public sealed class FrontMatterTests
{
    [Fact]
    public async Task A_value_that_is_opened_and_never_closed_is_refused_with_its_line()
    {
        var refused = Assert.IsType<ReadResult.Refused>(await ReadAsync("---\ntitle: [Stage vidéo\nlieu: : Nice\n---\n# Stage vidéo\n\nEnvoyer CV à video@example.org\n"));
        Assert.Equal("bad-front-matter", refused.Why);
        Assert.Contains("line 2", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unquoted_colon_in_a_title_is_read_as_it_was_meant()
    {
        var read = Assert.IsType<ReadResult.Read>(await ReadAsync("---\ntitle: Offre : Stage vidéo\n---\nNous recrutons un·e stagiaire vidéo à Nice. Envoyer CV à video@example.org\n"));
        Assert.Contains("vidéo", Assert.Single(read.Offers).Title!.Value, StringComparison.Ordinal);
    }

    private static async Task<ReadResult> ReadAsync(string text)
    {
        using var reader = new DocumentReader();
        return await reader.ReadAsync("offre.md", Encoding.UTF8.GetBytes(text), default);
    }
}
