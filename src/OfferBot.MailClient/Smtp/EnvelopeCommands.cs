using System.Globalization;
using System.Text;

namespace OfferBot.MailClient.Smtp;

/// <summary>MAIL and RCPT for an envelope, with the parameters that the server understands and the envelope needs.</summary>
internal static class EnvelopeCommands
{
    public static void AppendMail(Envelope envelope, int size, SmtpCapabilities server, ByteBuffer output)
    {
        output.Append($"MAIL FROM:<{envelope.From?.Address}>");
        if (server.Size) output.Append(string.Create(CultureInfo.InvariantCulture, $" SIZE={size}"));
        if (envelope.RequiresSmtpUtf8) output.Append(" BODY=8BITMIME SMTPUTF8"u8);
        if (server.Dsn && envelope.Id is { } id) output.Append($" RET=HDRS ENVID={XText(id)}");
        output.Append("\r\n"u8);
    }

    public static void AppendRecipient(Envelope envelope, SmtpCapabilities server, ByteBuffer output)
    {
        output.Append($"RCPT TO:<{envelope.To.Address}>");
        if (server.Dsn && envelope.Id is not null)
        {
            output.Append(" NOTIFY=FAILURE,DELAY"u8);
            if (!envelope.To.RequiresSmtpUtf8) output.Append($" ORCPT=rfc822;{XText(envelope.To.Address)}");
        }

        output.Append("\r\n"u8);
    }

    // RFC 3461 §4: "run7+a=b" becomes "run7+2Ba+3Db".
    private static string XText(string text)
    {
        if (text.AsSpan().IndexOfAny('+', '=') < 0) return text;
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '+' or '=') encoded.Append(CultureInfo.InvariantCulture, $"+{(int)c:X2}");
            else encoded.Append(c);
        }

        return encoded.ToString();
    }
}
