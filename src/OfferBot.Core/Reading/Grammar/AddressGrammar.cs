using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>A mail address or a link as it stands in a passage.</summary>
internal readonly record struct AddressMention(string Value, int Start, int End, string Shown);

/// <summary>Finds mail addresses, also disguised and mistyped ones, and links.</summary>
internal static partial class AddressGrammar
{
    private static readonly List<AddressMention> None = [];

    public static List<AddressMention> MailsIn(Passage passage)
    {
        if (!passage.Has(Cue.Mail)) return None;
        var found = new List<AddressMention>();
        foreach (var link in passage.Links)
        {
            if (!link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) continue;
            var address = Uri.UnescapeDataString(link.Target[7..].Split('?')[0]).Trim();
            var at = link.Text.Length == 0 ? -1 : passage.Text.IndexOf(link.Text, StringComparison.Ordinal);
            if (Plain().Match(address) is { Success: true } mail) found.Add(new AddressMention(mail.Value, Math.Max(0, at), Math.Min(passage.Text.Length, Math.Max(0, at) + Math.Max(1, link.Text.Length)), link.Text));
        }

        for (var match = Mail().MatchIn(passage.Text); match.Success; match = match.NextMatch())
        {
            var value = Repaired(match);
            if (value is not null && !found.Exists(f => f.Value.Equals(value, StringComparison.OrdinalIgnoreCase))) found.Add(new AddressMention(value, match.Index, match.Index + match.Length, match.Value));
        }

        return found;
    }

    public static List<AddressMention> LinksIn(Passage passage)
    {
        if (!passage.Has(Cue.Web)) return None;
        var found = new List<AddressMention>();
        foreach (var link in passage.Links)
        {
            if (!IsWeb(link.Target)) continue;
            var at = link.Text.Length == 0 ? -1 : passage.Text.IndexOf(link.Text, StringComparison.Ordinal);
            found.Add(new AddressMention(link.Target, Math.Max(0, at), Math.Min(passage.Text.Length, Math.Max(0, at) + link.Text.Length), link.Text));
        }

        foreach (var match in Web().Spans(passage.Text))
        {
            var value = passage.Text.Substring(match.Index, match.Length).TrimEnd('.', ',', ';', ':', '!', '?', '\'', '"', '»', '*', '_');
            if (value.IndexOf("](", StringComparison.Ordinal) is > 0 and var bracket) value = value[..bracket];
            if (value.EndsWith(')') && !value.Contains('(', StringComparison.Ordinal)) value = value.TrimEnd(')', '.');
            if (value.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) value = "https://" + value;
            if (!found.Exists(f => f.Value == value)) found.Add(new AddressMention(value, match.Index, match.End, value));
        }

        return found;
    }

    /// <summary>True for an absolute http(s) address.</summary>
    public static bool IsWeb(string target) => Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && target.Length <= 2000;

    // Blanks and disguises go: "catherine@ lafun.fr", "contact [at] asso [dot] org".
    private static string? Repaired(Match match)
    {
        var host = Dot().Replace(match.Groups["host"].Value, ".").Replace(" ", "", StringComparison.Ordinal).TrimEnd('.', '-');
        var value = $"{Dot().Replace(match.Groups["local"].Value, ".").Replace(" ", "", StringComparison.Ordinal)}@{host}";
        return Plain().Match(value) is { Success: true } plain && plain.Length == value.Length ? value : null;
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    // "a.b@c.fr", "a.b@ c.fr", "a.b [at] c [dot] fr", "a (arobase) c.fr", "a[@]c.fr", "a.b(a)c.fr"
    [GeneratedRegex(@"(?<![A-Za-z0-9._%+-])(?<local>[A-Za-z0-9](?:[A-Za-z0-9_%+'-]|\.(?!\s)|\s?[\[({](?:dot|point)[\])}]\s?){0,63})(?:\s?@\s?|\s?[\[({]\s?(?:@|at|arobase|arobas|chez|AT|a)\s?[\])}]\s?)(?<host>[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:(?:\.\s?(?=[a-z0-9-]+[\s.,;)>]|[a-z0-9-]+$)|\s?[\[({]\s?(?:dot|point|\.|DOT)\s?[\])}]\s?|\.)[A-Za-z0-9-]{1,63}){1,5})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dot();

    [GeneratedRegex(@"(?:https?://|(?<![A-Za-z0-9/@.])www\.)[^\s<>""«»|]{3,1500}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Web();
}
