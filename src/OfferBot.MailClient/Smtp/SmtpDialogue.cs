using System.Text;

namespace OfferBot.MailClient.Smtp;

/// <summary>
/// The commands on one connection. With PIPELINING a message costs one round trip: the content, its final dot and the envelope of
/// the next message leave in one write (RFC 2920 §3.1), and the replies are read in the same order, every one of them.
/// </summary>
internal sealed class SmtpDialogue(SmtpWire wire, SmtpCapabilities server, SmtpOptions options) : IDisposable
{
    private readonly SmtpTimeouts _timeouts = options.Timeouts;
    private readonly ByteBuffer _group = new();
    private bool _isResetDue;

    public SmtpCapabilities Server => server;

    public bool Pipelines { get; } = server.Pipelining && options.Pipelining;

    /// <summary>The connection is of no more use: 421, or given up.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>From the first byte of a content until the reply to it.</summary>
    public bool IsContentOut { get; private set; }

    /// <summary>Puts the envelope into the next write. Without PIPELINING there is nothing to put: each command waits for its reply.</summary>
    public void Begin(Envelope envelope, int size)
    {
        if (!Pipelines) return;
        if (_isResetDue) _group.Append("RSET\r\n"u8);
        EnvelopeCommands.AppendMail(envelope, size, server, _group);
        EnvelopeCommands.AppendRecipient(envelope, server, _group);
        _group.Append("DATA\r\n"u8);
    }

    /// <summary>The way to the go-ahead for the content; null: it was given.</summary>
    public ValueTask<Verdict?> OpenAsync(Envelope envelope, int size) => Pipelines ? OpenAtOnceAsync() : OpenStepwiseAsync(envelope, size);

    /// <summary>The content, and behind it in the same write the envelope of the next message if there is one.</summary>
    public async ValueTask<Verdict> TransferAsync(ReadOnlyMemory<byte> message, SmtpJob? next)
    {
        WireFormat.AppendContent(message.Span, _group);
        if (next is not null) Begin(next.Envelope, next.Message.Length);
        IsContentOut = true;
        try
        {
            await FlushAsync();
        }
        catch (SmtpBrokenException)
        {
            // A server that refuses without reading on has said so before it closed; without a word this ends in doubt.
            HasEnded = true;
            wire.Hurry(_timeouts.Farewell);
        }

        var reply = await ReadAsync(_timeouts.FinalDot, "the content");
        IsContentOut = false;
        return new Verdict(SmtpStage.Content, reply);
    }

    /// <summary>Nothing more is said on this connection.</summary>
    public void End() => HasEnded = true;

    /// <summary>QUIT. Answers false when the server did not stay for it, which costs nothing: all messages are answered by then.</summary>
    public async Task<bool> FarewellAsync()
    {
        if (HasEnded) return false;
        HasEnded = true;
        try
        {
            return (await ExchangeAsync("QUIT", _timeouts.Farewell)).IsPositive;
        }
        catch (SmtpBrokenException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        wire.Dispose();
        _group.Dispose();
    }

    private async ValueTask<Verdict?> OpenAtOnceAsync()
    {
        if (_group.Length > 0) await FlushAsync();
        if (_isResetDue) await ReadResetAsync();
        var mail = await ReadAsync(_timeouts.Mail, "MAIL");
        if (HasEnded) return new Verdict(SmtpStage.Mail, mail);
        var recipient = await ReadAsync(_timeouts.Recipient, "RCPT");
        var refusal = !mail.IsPositive ? new Verdict(SmtpStage.Mail, mail)
            : !recipient.IsPositive ? new Verdict(SmtpStage.Recipient, recipient)
            : (Verdict?)null;
        if (HasEnded) return refusal;
        var data = await ReadAsync(_timeouts.Data, "DATA");
        if (data.Code == 354 && refusal is null) return null;
        _isResetDue = true;
        // A server may go ahead without any recipient: a dot alone takes it back (RFC 2920 §3.1).
        if (data.Code == 354) await ExchangeAsync(".", _timeouts.FinalDot);
        return refusal ?? new Verdict(SmtpStage.Data, data);
    }

    private async ValueTask<Verdict?> OpenStepwiseAsync(Envelope envelope, int size)
    {
        if (_isResetDue)
        {
            _group.Append("RSET\r\n"u8);
            await FlushAsync();
            await ReadResetAsync();
        }

        EnvelopeCommands.AppendMail(envelope, size, server, _group);
        await FlushAsync();
        _isResetDue = true;
        var reply = await ReadAsync(_timeouts.Mail, "MAIL");
        if (!reply.IsPositive) return new Verdict(SmtpStage.Mail, reply);
        EnvelopeCommands.AppendRecipient(envelope, server, _group);
        await FlushAsync();
        reply = await ReadAsync(_timeouts.Recipient, "RCPT");
        if (!reply.IsPositive) return new Verdict(SmtpStage.Recipient, reply);
        reply = await ExchangeAsync("DATA", _timeouts.Data);
        if (reply.Code != 354) return new Verdict(SmtpStage.Data, reply);
        _isResetDue = false;
        return null;
    }

    private async ValueTask ReadResetAsync()
    {
        var reply = await ReadAsync(_timeouts.Command, "RSET");
        if (!reply.IsPositive) throw new SmtpBrokenException($"The server refused RSET: {reply}", reply: reply);
        _isResetDue = false;
    }

    private async ValueTask<SmtpReply> ExchangeAsync(string command, TimeSpan timeout)
    {
        await wire.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), _timeouts.Block);
        return await ReadAsync(timeout, command);
    }

    private async ValueTask FlushAsync()
    {
        try
        {
            await wire.WriteAsync(_group.Memory, _timeouts.Block);
        }
        finally
        {
            _group.Clear();
        }
    }

    private async ValueTask<SmtpReply> ReadAsync(TimeSpan timeout, string after)
    {
        var reply = await wire.ReadReplyAsync(timeout, after);
        if (reply.Code == 421) HasEnded = true;
        return reply;
    }
}
