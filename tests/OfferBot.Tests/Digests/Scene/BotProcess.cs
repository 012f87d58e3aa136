using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OfferBot.Settings;

namespace OfferBot.Tests.Digests.Scene;

/// <summary>The real program in a process of its own, so that it can be killed and measured.</summary>
internal sealed class BotProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private BotProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>What it has said so far, for the message of a failed test.</summary>
    public string Said => string.Join('\n', _lines);

    /// <param name="settings">What it shall know; goes by the environment.</param>
    /// <param name="verb">Its arguments.</param>
    public static BotProcess Start(BotSettings settings, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "offerbot.dll"), .. verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Away from the settings file of whoever runs this.
        start.WorkingDirectory = Path.GetDirectoryName(settings.Offers.Folder)!;
        foreach (var (key, value) in Variables(settings)) start.Environment["OFFERBOT_" + key] = value;
        return new BotProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: it gets no chance to do anything more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > 200) _lines.TryDequeue(out _);
    }

    private static Dictionary<string, string> Variables(BotSettings settings) => new()
    {
        ["Offers__Folder"] = settings.Offers.Folder,
        ["Database__ConnectionString"] = settings.Database.ConnectionString,
        ["Mail__From"] = settings.Mail.From,
        ["Mail__Host"] = settings.Mail.Host ?? "",
        ["Mail__Port"] = settings.Mail.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail__Security"] = settings.Mail.Security.ToString(),
        ["Mail__Connections"] = settings.Mail.Connections.ToString(CultureInfo.InvariantCulture),
        ["Mail__MessagesPerSecond"] = settings.Mail.MessagesPerSecond.ToString(CultureInfo.InvariantCulture),
        ["Mail__PickupFolder"] = settings.Mail.PickupFolder,
        ["Mail__Dkim__Domain"] = settings.Mail.Dkim.Domain ?? "",
        ["Mail__Dkim__PrivateKeyFile"] = settings.Mail.Dkim.PrivateKeyFile ?? "",
        ["Web__Listen"] = settings.Web.Listen,
    };
}
