using System.Globalization;
using System.Text;

namespace OfferBot.MailClient.Mime;

/// <summary>Writes header fields: lines of 76 where the content has room to fold, CRLF, ASCII (but for addresses that are not).</summary>
internal sealed class HeaderWriter(ByteBuffer output)
{
    private const int LongestLine = 76;

    /// <summary>Structured content that no one may touch: one line.</summary>
    public void Raw(string name, ReadOnlySpan<char> value)
    {
        Start(name);
        output.Append(value);
        End();
    }

    public void Value(string name, HeaderValue value)
    {
        var column = Start(name);
        if (value.IsLiteral || !EncodedWords.AreNeeded(value.Text)) Folded(value.Text, column);
        else EncodedWords.Write(value.Text, column, output);
        End();
    }

    public void Address(string name, MailAddress address)
    {
        var column = Start(name);
        if (address.Name is null)
        {
            output.Append(address.Address);
            End();
            return;
        }

        column = Phrase(address.Name, column);
        AfterPhrase($"<{address.Address}>", column);
        End();
    }

    /// <summary>List-Id: a phrase and the id in brackets.</summary>
    public void Phrase(string name, HeaderValue? phrase, string bracketed)
    {
        var column = Start(name);
        if (phrase is { Text.Length: > 0 }) AfterPhrase(bracketed, Phrase(phrase.Text, column));
        else output.Append(bracketed);
        End();
    }

    /// <summary>Addresses in brackets: the first on the line of the name, the others folded after the comma (RFC 8058 §7 needs them whole).</summary>
    public void Bracketed(string name, IEnumerable<Uri> addresses)
    {
        Start(name);
        var isFirst = true;
        foreach (var address in addresses)
        {
            if (!isFirst) output.Append(",\r\n "u8);
            output.Append(ListHeaders.Bracketed(address));
            isFirst = false;
        }

        End();
    }

    /// <summary>Content-Type, Content-Disposition: the value and its parameters, each on a line of its own.</summary>
    public void Parameterized(string name, string value, IEnumerable<string> parameters)
    {
        Start(name);
        output.Append(value);
        foreach (var parameter in parameters)
        {
            output.Append(";\r\n "u8);
            output.Append(parameter);
        }

        End();
    }

    /// <summary>RFC 5322 §3.3, for example <c>Sat, 21 Nov 2026 02:30:27 +0000</c>.</summary>
    public void Date(string name, DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        Raw(name, date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone);
    }

    private int Start(string name)
    {
        output.Append(name);
        output.Append(": "u8);
        return name.Length + 2;
    }

    private void End() => output.Append("\r\n"u8);

    private int Phrase(string text, int column)
    {
        if (EncodedWords.AreNeeded(text)) return EncodedWords.Write(text, column, output);
        // Letters, digits and blanks need no quotes; a dot, a comma or a bracket does.
        var isPlain = text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\'');
        if (isPlain) return Folded(text, column);
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return Folded($"\"{quoted}\"", column);
    }

    private void AfterPhrase(string bracketed, int column)
    {
        if (column + 1 + Encoding.UTF8.GetByteCount(bracketed) > LongestLine) output.Append("\r\n "u8);
        else output.Append((byte)' ');
        output.Append(bracketed);
    }

    // Breaks before a blank, as late as possible; a word longer than a line stays whole.
    private int Folded(string text, int column)
    {
        var rest = text.AsSpan();
        while (column + rest.Length > LongestLine)
        {
            var room = Math.Max(LongestLine - column, 0);
            var blank = rest[..Math.Min(room + 1, rest.Length)].LastIndexOf(' ');
            if (blank <= 0) blank = rest[1..].IndexOf(' ') + 1;
            if (blank <= 0) break;
            output.Append(rest[..blank]);
            output.Append("\r\n"u8);
            rest = rest[blank..];
            column = 0;
        }

        output.Append(rest);
        return column + rest.Length;
    }
}
