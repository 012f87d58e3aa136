using System.Text;
using System.Text.RegularExpressions;

namespace OfferBot.Formats.Office;

/// <summary>
/// The complex fields of WordprocessingML (ECMA-376, part 1, 17.16): a code between "begin" and "separate", what it shows between "separate"
/// and "end". They nest. Of all codes only HYPERLINK says anything that an offer needs.
/// </summary>
internal sealed partial class DocxFields
{
    private const int MaxCode = 2000;
    private const int MaxNested = 32;

    private readonly Stack<Field> _open = new();
    private int _tooDeep;

    /// <summary>Where a code leads; null for every code but HYPERLINK, and for a place in the document itself.</summary>
    public static string? TargetOf(string? code) => code is not null && Hyperlink().Match(code) is { Success: true } match ? match.Groups["target"].Value : null;

    public void Begin()
    {
        if (_open.Count < MaxNested) _open.Push(new Field());
        else _tooDeep++;
    }

    /// <summary>Adds to the code of the innermost field.</summary>
    public void Say(string code)
    {
        if (_tooDeep == 0 && _open.TryPeek(out var field) && field.Code.Length + code.Length <= MaxCode) field.Code.Append(code);
    }

    /// <summary>The code is complete: where it leads, if anywhere.</summary>
    public string? Separate()
    {
        if (_tooDeep > 0 || !_open.TryPeek(out var field)) return null;
        var target = TargetOf(field.Code.ToString());
        field.IsLink = target is not null;
        return target;
    }

    /// <summary>Ends the innermost field; true when it was a link.</summary>
    public bool End()
    {
        if (_tooDeep == 0) return _open.TryPop(out var field) && field.IsLink;
        _tooDeep--;
        return false;
    }

    [GeneratedRegex(@"^\s*HYPERLINK\s+(?:""(?<target>[^""\\]{1,1500})""|(?<target>[^\s""\\]{1,1500}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Hyperlink();

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();

        public bool IsLink { get; set; }
    }
}
