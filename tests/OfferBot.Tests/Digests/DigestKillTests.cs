using OfferBot.Tests.Digests.Scene;
using OfferBot.Tests.Support;
using Xunit.Abstractions;

namespace OfferBot.Tests.Digests;

/// <summary>A few of the kills of which <c>OfferBot.Benchmarks -- mail-kill 200 2000 2 [corrections]</c> makes two hundred.</summary>
public sealed class DigestKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Connections = 2;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_again_and_again_the_program_writes_to_everyone_and_repeats_only_what_was_on_the_wire(bool corrections)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var report = await new DigestKillRun(_folder.Path, readers: 300, kills: 10, Connections, seed: 7, corrections).RunAsync(limit.Token);
        output.WriteLine(report.ToString());
        Assert.Equal((0, 0), (report.Missing, report.OtherIds));
        Assert.InRange(report.MostDoublesAtOneKill, 0, Connections);
        Assert.True(report.KillsWhileSending >= 5, report.ToString());
    }
}
