using System.Globalization;

namespace OfferBot.MailClient;

/// <summary>A server's reply (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits; 200 to 599.</param>
/// <param name="Status">The enhanced status code (RFC 3463); null when the reply has none.</param>
/// <param name="Text">The rest, lines joined by a space, without control characters. May name the recipient: not for logs.</param>
public sealed record SmtpReply(int Code, EnhancedStatus? Status, string Text)
{
    /// <summary>What the reply means for the address it was given to.</summary>
    public FailureKind Kind => FailureKinds.Of(Code, Status, Text);

    internal bool IsPositive => Code is >= 200 and < 300;

    internal bool IsTransient => Code is >= 400 and < 500;

    /// <summary>For example <c>550 5.1.1 No such user</c>.</summary>
    public override string ToString() => Status is { } status ? $"{Code} {status} {Text}" : $"{Code} {Text}";
}

/// <summary>An enhanced status code (RFC 3463), for example 5.1.1.</summary>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>Reads <c>5.1.1</c> at the start of a text, before a blank or the end; class 2, 4 or 5.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EnhancedStatus status)
    {
        status = default;
        Span<int> parts = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            var length = text.IndexOfAnyExceptInRange('0', '9');
            if (length < 0) length = text.Length;
            if (length is 0 or > 3) return false;
            parts[i] = int.Parse(text[..length], CultureInfo.InvariantCulture);
            text = text[length..];
            if (i == 2) break;
            if (text.IsEmpty || text[0] != '.') return false;
            text = text[1..];
        }

        if (parts[0] is not (2 or 4 or 5) || !(text.IsEmpty || text[0] is ' ' or '\t' or ')' or ',' or ';')) return false;
        status = new EnhancedStatus(parts[0], parts[1], parts[2]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Class}.{Subject}.{Detail}";
}
