using System.Text;

namespace OfferBot.MailClient.Mime;

/// <summary>The filename parameter: RFC 2231 where the name is not plain ASCII, in sections where it is long, with a plain fallback behind it.</summary>
internal static class FileNameParameter
{
    private const int SectionLength = 50;

    public static IEnumerable<string> For(string fileName)
    {
        var name = BareName(fileName);
        var fallback = Fallback(name);
        if (fallback == name && name.Length <= SectionLength)
        {
            yield return $"filename=\"{name}\"";
            yield break;
        }

        var sections = Sections(name).ToList();
        for (var i = 0; i < sections.Count; i++)
        {
            var number = sections.Count == 1 ? "" : $"*{i}";
            yield return $"filename{number}*={(i == 0 ? "utf-8''" : "")}{sections[i]}";
        }

        // Behind the full name: readers of RFC 2231 have taken the name by then, the others know only this one.
        yield return $"filename=\"{(fallback.Length <= SectionLength ? fallback : fallback[^SectionLength..])}\"";
    }

    private static string BareName(string fileName)
    {
        var name = SafeText.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        return name.Length == 0 ? "file" : name;
    }

    private static string Fallback(string name) =>
        string.Concat(name.EnumerateRunes().Select(r => r.IsAscii && r.Value is not ('"' or '\\' or '%') ? r.ToString() : "_"));

    // Percent-encoded, cut between characters.
    private static IEnumerable<string> Sections(string name)
    {
        var section = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var encoded = Uri.EscapeDataString(rune.ToString());
            // EscapeDataString leaves these three, which RFC 2231 reserves or RFC 5987 leaves out.
            if (encoded is "'" or "*" or "(" or ")") encoded = $"%{rune.Value:X2}";
            if (section.Length + encoded.Length > SectionLength)
            {
                yield return section.ToString();
                section.Clear();
            }

            section.Append(encoded);
        }

        yield return section.ToString();
    }
}
