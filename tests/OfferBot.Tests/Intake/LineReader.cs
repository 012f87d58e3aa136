using System.Text;
using OfferBot.Core.Reading;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Intake;

/// <summary>Reads the first line as the title; "REFUSE" is no offer.</summary>
internal sealed class LineReader : IFileReader
{
    public const long Largest = 100_000;

    public int Reads { get; private set; }

    public IReadOnlyList<string> Endings => [".md", ".txt"];

    public long MaxFileBytes { get; set; } = Largest;

    /// <summary>What some files meet instead of being read.</summary>
    public Func<string, ReadResult?> Instead { get; set; } = _ => null;

    public Task<ReadResult> ReadAsync(string name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? human, CancellationToken ct)
    {
        Reads++;
        if (Instead(name) is { } other) return Task.FromResult(other);
        var text = Encoding.UTF8.GetString(content.Span);
        if (text == "REFUSE") return Task.FromResult<ReadResult>(new ReadResult.Refused("not-an-offer", "This is no offer.", "Write an offer into it."));
        var title = human is { } over ? Encoding.UTF8.GetString(over.Span).Split(": ")[1] : text;
        return Task.FromResult<ReadResult>(new ReadResult.Read([Some.Offer(title, text: $"{name} {text} {name}")]));
    }
}
