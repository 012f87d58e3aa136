using System.Buffers;
using System.Collections.Concurrent;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;

namespace OfferBot.Mail;

/// <summary>Memory for finished mails, used again and again: a digest may have 100 KB, and there are thousands of them.</summary>
internal sealed class LetterPaper
{
    private readonly ConcurrentBag<Sheet> _free = [];

    /// <summary>A sheet to write one mail on; disposing of it gives it back.</summary>
    public Sheet Take() => _free.TryTake(out var sheet) ? sheet : new Sheet(this);

    /// <summary>Holds one mail at a time.</summary>
    internal sealed class Sheet(LetterPaper stack) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _plain = new(64 * 1024);
        private readonly ArrayBufferWriter<byte> _signed = new();

        /// <summary>The mail, signed where there is a signer; good until the sheet is given back.</summary>
        public ReadOnlyMemory<byte> Write(MailMessage message, MailTemplate template, IReadOnlyList<string> values, DkimSigner? signer, DateTimeOffset now)
        {
            MimeWriter.Write(message, template, values, _plain);
            if (signer is null) return _plain.WrittenMemory;
            signer.Sign(_plain.WrittenSpan, now, _signed);
            return _signed.WrittenMemory;
        }

        public void Dispose()
        {
            _plain.ResetWrittenCount();
            _signed.ResetWrittenCount();
            stack._free.Add(this);
        }
    }
}
