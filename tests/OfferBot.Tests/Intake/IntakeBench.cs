using Microsoft.Extensions.Logging;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Intake;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Intake;

/// <summary>An offers folder on disk and what is made of it, with a fake clock.</summary>
internal sealed class IntakeBench : IDisposable
{
    private static readonly HashSet<string> Endings = [".md", ".txt"];
    private readonly TempFolder _folder = new();

    private IntakeBench(BoardBench board) => Board = board;

    public BoardBench Board { get; }
    public LineReader Reader { get; } = new();
    public NotingLog Log { get; } = new();
    public FolderIntake Intake { get; private set; } = null!;

    public static async Task<IntakeBench> OpenAsync()
    {
        var bench = new IntakeBench(await BoardBench.OpenAsync());
        Directory.CreateDirectory(bench.PathOf(""));
        await bench.RestartAsync();
        return bench;
    }

    /// <summary>The program ends and starts again.</summary>
    public async Task RestartAsync()
    {
        Intake = new FolderIntake(new FolderScan(PathOf(""), Endings), Reader, Board.Board, Board.Store, new OutboxBell(), new IntakeRules(TimeSpan.FromSeconds(0.5), 20), Board.Clock, Log);
        await Intake.LoadAsync(default);
    }

    /// <summary>Looks until all that is quick has happened: six seconds.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await Intake.SweepAsync(default);
            Board.Clock.Advance(TimeSpan.FromSeconds(1.5));
        }
    }

    /// <summary>A file's path, in the folder or beside it ("../x").</summary>
    public string PathOf(string name) => Path.GetFullPath(_folder.File("offers/" + name));

    // The files' times follow the fake clock, as they would the real one.
    public void Write(string name, string text)
    {
        _folder.Write("offers/" + name, text);
        File.SetLastWriteTimeUtc(PathOf(name), Board.Clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>"a.md Open", in order.</summary>
    public async Task<IReadOnlyList<string>> BoardAsync()
    {
        var all = new List<string>();
        foreach (var path in (await Board.Store.FilesAsync(default)).Select(f => f.Path))
            all.AddRange((await Board.Store.OffersOfAsync(path, default)).Select(o => $"{path} {o.State}"));
        return all;
    }

    public async Task<Posting> OfferOfAsync(string path) => Assert.Single(await Board.Store.OffersOfAsync(path, default));

    public void Dispose()
    {
        Board.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A log that is looked at afterwards.</summary>
internal sealed class NotingLog : ILogger<FolderIntake>
{
    public List<(LogLevel Level, string Line)> Lines { get; } = [];

    public IEnumerable<string> Worrying => Lines.Where(l => l.Level >= LogLevel.Warning).Select(l => l.Line);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add((logLevel, formatter(state, exception)));
}
