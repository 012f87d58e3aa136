using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace OfferBot.Tests.DiscordClient;

/// <summary>A judge that runs beside a test and says in lines of JSON how far it is.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private PeerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    public static PeerProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new PeerProcess(Process.Start(start)!);
    }

    /// <summary>The next line of JSON, whatever it says.</summary>
    public async Task<JsonNode> LineAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var line = await ReadAsync(limit.Token) ?? throw new InvalidOperationException($"The judge has left. {Errors}");
            if (line.StartsWith('{'))
                return JsonNode.Parse(line)!;
        }
    }

    /// <summary>Waits for a step; a fault on the way ends the test with the judge's words.</summary>
    public async Task<JsonNode> StepAsync(string step)
    {
        while (true)
        {
            var line = await LineAsync();
            if ((string?)line["step"] == step)
                return line;
            if ((string?)line["step"] == "fault")
                throw new InvalidOperationException($"The judge objects: {line["text"]}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true); // it does not listen
        }
        _process.Dispose();
    }

    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(ct);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The judge has not said anything for {Patience.TotalSeconds} s. {Errors}");
        }
    }

    private string Errors { get { lock (_errors) return $"Its errors: {_errors}"; } }
}
