using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OfferBot.MailClient;
using OfferBot.MailClient.Mime;

namespace OfferBot.Tests.MailClient;

public sealed class MimeWriterTests
{
    // What Python's email package reads out of a message.
    private const string Reader = """
        import sys, json, email, email.policy, email.utils
        from email.header import decode_header, make_header
        import base64
        def part(p):
            text = p.get_content() if p.get_content_maintype() == 'text' else None
            return dict(type=p.get_content_type(), text=text, size=None if p.is_multipart() else len(p.get_payload(decode=True)),
                        file=p.get_filename(), cid=p['Content-ID'], disposition=p.get_content_disposition(), defects=[str(d) for d in p.defects])
        def read(source):
            m = email.message_from_bytes(source, policy=email.policy.default)
            # The default policy of Python 3.11 leaves blanks between encoded words of a name; the older one does not.
            name = email.utils.parseaddr(''.join(email.message_from_bytes(source)['From'].splitlines()))[0]
            return dict(headers=[[k, str(v)] for k, v in m.items()], defects=[str(d) for v in m.values() for d in v.defects],
                        sender=str(make_header(decode_header(name))), parts=[part(p) for p in m.walk()])
        print(json.dumps([read(base64.b64decode(line)) for line in sys.stdin.buffer]))
        """;

    [Fact]
    public void Equal_messages_give_equal_bytes()
    {
        Assert.Equal(MimeWriter.Write(Mails.Digest()), MimeWriter.Write(Mails.Digest()));
    }

    [Fact]
    public void Nothing_on_the_way_has_a_reason_to_change_a_message()
    {
        var bytes = MimeWriter.Write(Mails.Digest());
        WireFormat.Check(bytes);
        var text = Encoding.Latin1.GetString(bytes);
        var body = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split("\r\n");
        Assert.All(bytes, b => Assert.True(b is 13 or 10 or (>= 32 and < 127)));
        Assert.All(body, line => Assert.True(line.Length <= 76, line));
        Assert.All(body, line => Assert.False(line.EndsWith(' ') || line.StartsWith('.') || line.StartsWith("From ", StringComparison.Ordinal), line));
        Assert.Equal(text.Length, text.Replace("\r\n", "", StringComparison.Ordinal).Length + (2 * text.Split("\r\n").Length) - 2);
    }

    [PythonFact]
    public async Task Python_reads_back_a_digest_with_both_parts_image_and_list_headers()
    {
        var message = Mails.Digest();
        var read = Assert.Single(await ReadAsync([MimeWriter.Write(message)]));
        var parts = read.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(
            ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"],
            parts.Select(p => p.GetProperty("type").GetString()));
        Assert.Equal(message.Text.ReplaceLineEndings("\r\n"), parts[1].GetProperty("text").GetString());
        Assert.Equal(message.Html!.ReplaceLineEndings("\r\n"), parts[3].GetProperty("text").GetString());
        Assert.Equal("<logo@example.org>", parts[4].GetProperty("cid").GetString());
        Assert.Equal("logo.png", parts[4].GetProperty("file").GetString());
        Assert.Equal(10, parts[4].GetProperty("size").GetInt32());
        Assert.Empty(read.GetProperty("defects").EnumerateArray());
        Assert.All(parts, p => Assert.Empty(p.GetProperty("defects").EnumerateArray()));
        Assert.Equal(message.Subject.Text, Header(read, "Subject"));
        Assert.Equal("Mon, 10 Aug 2026 09:30:00 +0200", Header(read, "Date"));
        Assert.Equal("List-Unsubscribe=One-Click", Header(read, "List-Unsubscribe-Post"));
        Assert.Equal("auto-generated", Header(read, "Auto-Submitted"));
        Assert.Equal("Les offres", read.GetProperty("sender").GetString());
    }

    [Fact]
    public void List_addresses_stay_whole_and_the_first_stands_beside_its_name()
    {
        var text = Encoding.ASCII.GetString(MimeWriter.Write(Mails.Digest()));
        Assert.Contains(
            "\r\nList-Unsubscribe: <https://example.org/unsubscribe/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789>,\r\n <mailto:unsubscribe@example.org?subject=stop%20abc>\r\n",
            text, StringComparison.Ordinal);
        Assert.Contains("<offres.example.org>\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_click_is_not_announced_where_the_page_is_not_encrypted()
    {
        var message = Mails.Plain() with { List = new ListHeaders { UnsubscribePage = new Uri("http://example.org/u/1") } };
        var text = Encoding.ASCII.GetString(MimeWriter.Write(message));
        Assert.Contains("List-Unsubscribe: <http://example.org/u/1>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("One-Click", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_the_message_writes_itself_cannot_be_added() =>
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Mails.Plain() with { Extra = [new MailHeader(HeaderName.Parse("bcc"), HeaderValue.Clean("x@example.org"))] }));

    [PythonFact]
    public async Task Python_reads_back_subjects_and_names_of_any_script()
    {
        string[] texts =
        [
            "Chargé·e de mission", "été", "plain", "a  b", "=?utf-8?q?fake?=", new string('x', 500), string.Join(' ', Enumerable.Repeat("mot", 100)),
            "été " + new string('y', 1200) + " fin", "👩‍👩‍👧‍👦👩🏽‍🚀🇫🇷 " + string.Concat(Enumerable.Repeat("👨‍👩‍👧", 30)), "日本語の件名は長いので折り返されます。日本語の件名は長いので折り返されます。",
            "e" + new string('\u0301', 60), "\"quoted\", (comment) <angle> \\ ; : @", "lone \ud83d half", "trailing = ? _ é", "Ünï cödé, Inc. <x>",
            string.Concat(Enumerable.Repeat("é", 300)), "a.b", "O'Neil-Martin",
        ];
        var clean = texts.Select(t => HeaderValue.Clean(t).Text).ToList();
        var mails = clean.Select(t => MimeWriter.Write(Mails.Plain(subject: t) with { From = MailAddress.Parse("offres@example.org").WithName(t) })).ToList();
        Assert.All(mails.SelectMany(m => Encoding.ASCII.GetString(m).Split("\r\n")), line => Assert.True(line.Length <= 76, line));
        var read = await ReadAsync(mails);
        Assert.Equal(clean, read.Select(r => Header(r, "Subject")));
        Assert.Equal(clean, read.Select(r => r.GetProperty("sender").GetString()));
    }

    [Fact]
    public void Encoded_words_are_short_and_hold_whole_characters() =>
        Prop.ForAll<string>(text =>
        {
            var clean = HeaderValue.Clean($"é{text}").Text;
            using var output = new ByteBuffer();
            EncodedWords.Write(clean, 9, output);
            var words = Encoding.ASCII.GetString(output.Span).Split("\r\n ");
            return words.All(w => w.Length <= 75 && !Decoded(w).Contains('\ufffd')) && string.Concat(words.Select(Decoded)) == clean;
        }).QuickCheckThrowOnFailure();

    [PythonFact]
    public async Task File_names_of_any_script_come_through()
    {
        string[] names = ["offres.ics", "Où ça ?.pdf", new string('é', 80) + ".pdf", "it's 100% (ok)*.txt", "../../etc/passwd", "a\r\nb.txt", "日本語" + new string('x', 90) + ".ics"];
        var read = await ReadAsync(names.Select(n => MimeWriter.Write(Mails.Plain() with { Attachments = [new MailFile(n, "application/octet-stream", "x"u8.ToArray())] })));
        var parts = read.Select(r => r.GetProperty("parts").EnumerateArray().Last()).ToList();
        Assert.Equal(names.Select(n => HeaderValue.Clean(n[(n.LastIndexOf('/') + 1)..]).Text), parts.Select(p => p.GetProperty("file").GetString()));
        Assert.All(parts, p => Assert.Equal("attachment", p.GetProperty("disposition").GetString()));
    }

    [PythonFact]
    public async Task Bodies_of_any_text_come_through()
    {
        var random = new Random(5322);
        const string Alphabet = "abc é=.\t €\u00a0日👍From \n\r ";
        var texts = Enumerable.Range(0, 40).Select(_ => string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => Alphabet[random.Next(Alphabet.Length)])))
            .Concat(["", "\n", "no end", "日本語の本文。\n" + new string('語', 500), "\u00e9".PadRight(75) + "\n", new string('.', 200)]);
        var whole = texts.Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t))).ToList();
        var read = await ReadAsync(whole.Select(t => MimeWriter.Write(Mails.Plain(text: t) with { Html = t })));
        foreach (var (text, mail) in whole.Zip(read))
        {
            var expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
            Assert.All(mail.GetProperty("parts").EnumerateArray().Skip(1), p => Assert.Equal(expected, p.GetProperty("text").GetString()));
        }
    }

    [Fact]
    public void A_text_of_another_script_is_base64_and_a_french_one_is_not()
    {
        Assert.Contains("Encoding: base64", Encoding.ASCII.GetString(MimeWriter.Write(Mails.Plain(text: "日本語の本文。"))), StringComparison.Ordinal);
        Assert.Contains("Encoding: quoted-printable", Encoding.ASCII.GetString(MimeWriter.Write(Mails.Plain(text: "Bénévolat près de chez vous"))), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(IEnumerable<byte[]> mails)
    {
        var lines = string.Concat(mails.Select(m => $"{Convert.ToBase64String(m)}\n"));
        return [.. (await Python.JsonAsync(Reader, Encoding.ASCII.GetBytes(lines))).EnumerateArray()];
    }

    private static string Decoded(string word)
    {
        var content = word[10..^2];
        if (word[8] == 'B') return Encoding.UTF8.GetString(Convert.FromBase64String(content));
        var bytes = new List<byte>();
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != '=') bytes.Add(content[i] == '_' ? (byte)' ' : (byte)content[i]);
            else
            {
                bytes.Add(Convert.FromHexString(content.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string? Header(JsonElement read, string name) =>
        read.GetProperty("headers").EnumerateArray().Single(h => h[0].GetString() == name)[1].GetString();
}
