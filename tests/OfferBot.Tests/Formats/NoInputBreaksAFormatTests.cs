using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OfferBot.Formats;
using OfferBot.Formats.Overriding;
using OfferBot.Tests.Formats.Fuzz;

namespace OfferBot.Tests.Formats;

public class NoInputBreaksAFormatTests
{
    public static TheoryData<string> Endings => [.. Parts.Make<IDocumentFormat>().SelectMany(f => f.Extensions).Where(e => e != ".pdf")];

    private static IDocumentFormat FormatOf(string ending) => Parts.Make<IDocumentFormat>().Single(f => f.Extensions.Contains(ending));

    private static string Shown(FormatResult result) => result switch
    {
        FormatResult.Documents documents => string.Join("\f", documents.Items.Select(d => d.Text)),
        FormatResult.Refused refused => refused.ToString(),
        _ => throw new InvalidOperationException(),
    };

    private static string Read(IDocumentFormat format, byte[] content) => Shown(format.ReadAsync(content, CancellationToken.None).GetAwaiter().GetResult());

    [Theory]
    [MemberData(nameof(Endings))]
    public void Any_bytes_are_read_or_refused_and_twice_alike(string ending)
    {
        var format = FormatOf(ending);
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes => Read(format, bytes) == Read(format, bytes)));
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Any_text_is_read_or_refused_and_twice_alike(string ending)
    {
        var format = FormatOf(ending);
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text => Read(format, Encoding.UTF8.GetBytes(text ?? "")) == Read(format, Encoding.UTF8.GetBytes(text ?? ""))));
    }

    [Fact]
    public void Clean_text_stays_as_it_is_when_cleaned_again() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text => TextCleaning.Clean(text ?? "") is var once && TextCleaning.Clean(once) == once));

    [Fact]
    public void No_text_makes_an_override_throw() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text => Overrides.Parse(Encoding.UTF8.GetBytes(text ?? "")) is not null));

    [Fact]
    public async Task Mutated_documents_of_all_formats_are_read_or_refused()
    {
        using var run = new FuzzRun(TimeSpan.FromMinutes(5));
        await run.RunAsync(1, 600, CancellationToken.None);
        Assert.Empty(run.Faults);
        Assert.True(run.Outcomes.Count > 10, string.Join(", ", run.Outcomes.Keys));
    }
}
