using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace OfferBot.Tests.Support;

/// <summary>A test in a real browser, skipped only where there is none.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null) Skip = "No chromium on the PATH. On Debian: apt-get install chromium";
    }
}

/// <summary>
/// A headless Chromium, driven by its own DevTools protocol (https://chromedevtools.github.io/devtools-protocol/): enough to go to a page, press
/// keys, ask what is shown and take a picture. Scripts of pages are off; it reaches nothing but this machine.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = new();
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process _process = null!;
    private Task _listening = Task.CompletedTask;
    private Task<string> _talking = Task.FromResult("");
    private string? _session;
    private int _last;

    private Chromium()
    {
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        var browser = new Chromium();
        string[] arguments =
        [
            "--headless=new", "--accept-lang=fr-FR,fr", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pings",
            "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-port=0", $"--user-data-dir={browser._profile.Path}", "about:blank",
        ];
        browser._process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true })!;
        var address = await browser.AddressAsync().WaitAsync(Patience);
        browser._talking = browser._process.StandardError.ReadToEndAsync();
        await browser._socket.ConnectAsync(address, default);
        browser._listening = browser.ListenAsync();
        var target = await browser.DoAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var session = await browser.DoAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        browser._session = session["sessionId"]!.GetValue<string>();
        await browser.DoAsync("Page.enable");
        await browser.DoAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });
        return browser;
    }

    public Task GoAsync(Uri page) => LoadingAsync(() => DoAsync("Page.navigate", new JsonObject { ["url"] = page.AbsoluteUri }));

    /// <summary>Does something that leads to another page, and waits for it.</summary>
    public async Task LoadingAsync(Func<Task> act)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await act();
        await _loaded.Task.WaitAsync(Patience);
    }

    public Task SizeAsync(int width, int height, double scale = 1) => DoAsync(
        "Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = scale, ["mobile"] = width < 600 });

    public Task SchemeAsync(string scheme) => DoAsync(
        "Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    /// <summary>Presses a key: Tab, Enter, Space, ArrowDown.</summary>
    public async Task PressAsync(string key)
    {
        var (code, text, name) = key switch { "Tab" => (9, "", "Tab"), "Enter" => (13, "\r", "Enter"), "Space" => (32, " ", " "), "ArrowDown" => (40, "", "ArrowDown"), _ => throw new ArgumentException($"No such key: {key}", nameof(key)) };
        var down = new JsonObject { ["type"] = text.Length > 0 ? "keyDown" : "rawKeyDown", ["key"] = name, ["code"] = key, ["windowsVirtualKeyCode"] = code };
        if (text.Length > 0) down["text"] = text;
        await DoAsync("Input.dispatchKeyEvent", down);
        await DoAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = name, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    public Task TypeAsync(string text) => DoAsync("Input.insertText", new JsonObject { ["text"] = text });

    /// <summary>Asks the page something, in JavaScript of the inspector.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        var answer = await DoAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"];
    }

    public async Task<string> TextAsync(string expression) => (await AskAsync(expression))?.ToString() ?? "";

    /// <summary>A picture of the whole page.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String(
        (await DoAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true }))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _listening;
        await _talking;
        _socket.Dispose();
        _process.Dispose();
        _closing.Dispose();
        _profile.Dispose();
    }

    // "DevTools listening on ws://127.0.0.1:41207/devtools/browser/6f…"
    private async Task<Uri> AddressAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("ws://", StringComparison.Ordinal) is >= 0 and var at) return new Uri(line[at..].Trim());
        }

        throw new InvalidOperationException("Chromium ended before it could be driven.");
    }

    private async Task<JsonNode> DoAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session is not null) command["sessionId"] = _session;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, true, default);
        var said = await answer.Task.WaitAsync(Patience);
        Assert.True(said["error"] is null, $"{method}: {said["error"]?.ToJsonString()}");
        return said["result"]!;
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _closing.Token);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                var said = JsonNode.Parse(message.ToArray())!;
                message.SetLength(0);
                if (said["id"]?.GetValue<int>() is { } id && _answers.TryRemove(id, out var waiting)) waiting.TrySetResult(said);
                else if (said["method"]?.GetValue<string>() == "Page.loadEventFired") _loaded.TrySetResult();
            }
        }
        catch (Exception end) when (end is OperationCanceledException or WebSocketException)
        {
            foreach (var waiting in _answers.Values) waiting.TrySetException(new InvalidOperationException("The browser is gone.", end));
        }
    }
}
