using System.Globalization;
using System.Security.Cryptography;
using OfferBot.MailClient.Dkim;

namespace OfferBot.MailClient;

/// <summary>
/// Writes each message as an .eml file instead of sending it. A file appears whole or not at all, readable only by its owner.
/// Names sort by time: <c>20261121T023027.123Z-1f0c2a….eml</c>, the second part standing for the Message-ID:
/// equal at every attempt to send the same mail.
/// </summary>
public sealed class PickupFolder(string path, TimeProvider clock) : IMailTransport
{
    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        WireFormat.Check(message.Span);
        Directory.CreateDirectory(path);
        var time = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);
        var target = Path.Combine(path, $"{time}-{Fingerprint(message.Span)}.eml");
        var draft = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(draft, Options()))
            {
                await file.WriteAsync(message, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
            return new SendOutcome.Sent(target);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Fingerprint(ReadOnlySpan<byte> message)
    {
        var fields = HeaderFields.Read(message);
        var identity = fields.FromBottom(message, "Message-ID", 0) is { } id ? message[id] : message;
        return Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 8));
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
