using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OfferBot.Benchmarks;

/// <summary>Postfix's smtp-sink on a free port of this machine; it counts the mails that it takes.</summary>
internal sealed class PostfixSink : IDisposable
{
    private const string Program = "/usr/sbin/smtp-sink";
    private readonly Process _process;
    private readonly Task _reading;
    private volatile int _mails;

    private PostfixSink(int port, bool counts)
    {
        Port = port;
        // As root it wants another user to become.
        string[] user = Environment.UserName == "root" ? ["-u", "nobody"] : [];
        string[] counters = counts ? ["-c"] : [];
        _process = Process.Start(new ProcessStartInfo(Program, [.. user, .. counters, $"127.0.0.1:{port}", "200"]) { RedirectStandardOutput = counts })!;
        _reading = counts ? ReadAsync(_process.StandardOutput) : Task.CompletedTask;
    }

    public int Port { get; }

    /// <summary>How many mails it has taken, if it counts.</summary>
    public int Mails => _mails;

    /// <param name="counts">Whether it counts, which costs it a little time.</param>
    public static PostfixSink Start(bool counts)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new PostfixSink(port, counts);
    }

    /// <summary>Ends it; how many mails it took.</summary>
    public async Task<int> EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        return _mails;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // "sess=3 quit=3 mesg=4\r", again at each step.
    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            var at = line.LastIndexOf("mesg=", StringComparison.Ordinal);
            if (at >= 0 && int.TryParse(line.AsSpan(at + 5).Trim(), CultureInfo.InvariantCulture, out var mails)) _mails = mails;
        }
    }
}
