using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OfferBot.Simulators.Mail;

/// <summary>One client's visit.</summary>
internal sealed class SinkConversation(SmtpSink sink, Socket socket, int number) : IDisposable
{
    private readonly SinkWire _wire = new(socket);
    private readonly List<string> _recipients = [];
    private SinkFault? _fault;
    private string? _from;
    private string? _user;
    private bool _isEncrypted;

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            if (sink.Options.Tls is { } certificate) await EncryptAsync(certificate, ct);
            if (!await StepAsync(SinkStep.Connect, "", () => ReplyAsync("220 sink.example.org ESMTP", ct), ct)) return;
            while (await _wire.ReadLineAsync(ct) is { } read)
            {
                var line = Encoding.UTF8.GetString(read.Line);
                sink.Note(number, line);
                if (!read.IsProper) sink.Accuse(number, $"bare CR or LF in a command: {line}");
                if (_wire.HasMore && !sink.Options.Pipelining) sink.Accuse(number, $"pipelined without PIPELINING: {line}");
                if (!await CommandAsync(line, ct)) return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            // The client went away, or the sink is being closed: both are a visit's end.
        }
    }

    public void Dispose() => _wire.Dispose();

    private Task<bool> CommandAsync(string line, CancellationToken ct) => line.Split(' ')[0].ToUpperInvariant() switch
    {
        "EHLO" when sink.Options.Esmtp => StepAsync(SinkStep.Hello, line, () => ReplyAsync(Greeting(), ct), ct),
        "HELO" => StepAsync(SinkStep.Hello, line, () => ReplyAsync("250 sink.example.org", ct), ct),
        "STARTTLS" when sink.Options.StartTls is { } certificate => StepAsync(SinkStep.StartTls, line, () => StartTlsAsync(certificate, ct), ct),
        "AUTH" => StepAsync(SinkStep.Auth, line, () => AuthAsync(line.Split(' '), ct), ct),
        "MAIL" => StepAsync(SinkStep.Mail, line, () => MailAsync(line["MAIL FROM:".Length..], ct), ct),
        "RCPT" => StepAsync(SinkStep.Rcpt, line, () => RcptAsync(line["RCPT TO:".Length..], ct), ct),
        "DATA" => DataAsync(line, ct),
        "RSET" => StepAsync(SinkStep.Reset, line, () => ResetAsync(ct), ct),
        "NOOP" => StepAsync(SinkStep.Reset, line, () => ReplyAsync("250 2.0.0 Ok", ct), ct),
        "QUIT" => QuitAsync(line, ct),
        _ => StepAsync(SinkStep.Hello, line, () => ReplyAsync("500 5.5.2 What?", ct), ct),
    };

    // True: the conversation goes on.
    private async Task<bool> StepAsync(SinkStep step, string line, Func<Task> usual, CancellationToken ct)
    {
        _fault = sink.FaultAt(step, line);
        switch (_fault)
        {
            case SinkFault.Say say:
                await ReplyAsync(say.Reply, ct);
                return true;
            case SinkFault.SayAndCut say:
                await ReplyAsync(say.Reply, ct);
                return false;
            case SinkFault.Cut:
                return false;
            case SinkFault.Silence:
                return await ListenAsync(ct);
            case SinkFault.DoAndCut:
                await usual();
                return false;
            case SinkFault.WaitForMore:
                if (!_wire.HasMore && !await _wire.FillAsync(ct)) return false;
                break;
        }

        await usual();
        return true;
    }

    private async Task ReplyAsync(string reply, CancellationToken ct)
    {
        if (_fault is SinkFault.DoAndCut) return;
        await _wire.SayAsync(_fault is SinkFault.Inject inject ? $"{reply}\n{inject.More}" : reply, ct);
    }

    private async Task<bool> ListenAsync(CancellationToken ct)
    {
        while (await _wire.ReadLineAsync(ct) is not null)
        {
        }

        return false;
    }

    private string Greeting()
    {
        var options = sink.Options;
        List<string> lines = ["sink.example.org"];
        if (options.Pipelining) lines.Add("PIPELINING");
        if (options.Size is { } size) lines.Add($"SIZE {size}");
        if (options.StartTls is not null && !_isEncrypted) lines.Add("STARTTLS");
        if (options.Auth.Count > 0) lines.Add($"AUTH {string.Join(' ', options.Auth)}");
        lines.Add("ENHANCEDSTATUSCODES");
        lines.Add("8BITMIME");
        if (options.Dsn) lines.Add("DSN");
        if (options.SmtpUtf8) lines.Add("SMTPUTF8");
        return string.Join('\n', lines.Select((l, i) => i == lines.Count - 1 ? $"250 {l}" : $"250-{l}"));
    }

    private async Task StartTlsAsync(X509Certificate2 certificate, CancellationToken ct)
    {
        await ReplyAsync("220 2.0.0 Ready to start TLS", ct);
        await EncryptAsync(certificate, ct);
    }

    private async Task EncryptAsync(X509Certificate2 certificate, CancellationToken ct)
    {
        var tls = new SslStream(_wire.Stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
        _wire.Switch(tls);
        _isEncrypted = true;
    }

    private async Task AuthAsync(string[] words, CancellationToken ct)
    {
        var answer = await new SinkAuth(sink.Options, _wire).RunAsync(words, ct);
        if (answer.StartsWith('2')) _user = sink.Options.User;
        await ReplyAsync(answer, ct);
    }

    private async Task MailAsync(string sender, CancellationToken ct)
    {
        if (sink.Options.Auth.Count > 0 && _user is null)
        {
            await ReplyAsync("530 5.7.0 Authentication required", ct);
            return;
        }

        if (_from is not null)
        {
            sink.Accuse(number, "MAIL inside a transaction");
            await ReplyAsync("503 5.5.1 Nested MAIL", ct);
            return;
        }

        _from = sender;
        await ReplyAsync("250 2.1.0 Ok", ct);
    }

    private async Task RcptAsync(string recipient, CancellationToken ct)
    {
        if (_from is not null) _recipients.Add(recipient);
        await ReplyAsync(_from is null ? "503 5.5.1 MAIL first" : "250 2.1.5 Ok", ct);
    }

    private async Task<bool> DataAsync(string line, CancellationToken ct)
    {
        var usual = _recipients.Count == 0 ? "503 5.5.1 RCPT first" : "354 End with a dot";
        if (!await StepAsync(SinkStep.Data, line, () => ReplyAsync(usual, ct), ct)) return false;
        if (!(_fault is SinkFault.Say say ? say.Reply : usual).StartsWith('3')) return true;
        if (await _wire.ReadContentAsync(ct) is not { } read) return false;
        if (!read.IsProper) sink.Accuse(number, "bare CR or LF in a content");
        var goesOn = await StepAsync(SinkStep.Content, _recipients.FirstOrDefault() ?? "", () => TakeAsync(read.Content, ct), ct);
        _from = null;
        _recipients.Clear();
        return goesOn;
    }

    private async Task TakeAsync(byte[] content, CancellationToken ct)
    {
        if (_recipients.Count == 0)
        {
            await ReplyAsync("554 5.5.1 No valid recipients", ct);
            return;
        }

        sink.Keep(new SinkMail(number, _from ?? "", [.. _recipients], content, _isEncrypted, _user));
        await ReplyAsync($"250 2.0.0 Ok: queued as {sink.Count}", ct);
    }

    private async Task ResetAsync(CancellationToken ct)
    {
        _from = null;
        _recipients.Clear();
        await ReplyAsync("250 2.0.0 Ok", ct);
    }

    private async Task<bool> QuitAsync(string line, CancellationToken ct)
    {
        await StepAsync(SinkStep.Quit, line, () => ReplyAsync("221 2.0.0 Bye", ct), ct);
        return false;
    }
}
