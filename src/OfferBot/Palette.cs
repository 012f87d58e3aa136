using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OfferBot;

/// <summary>A colour of the screen.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>How bright it is seen: 0 to 1 (WCAG 2.2, relative luminance).</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads "#14614b" or "#fc0".</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Colour? colour)
    {
        colour = null;
        if (text is not ['#', .. var hex]) return false;
        if (hex.Length == 3) hex = string.Concat(hex.Select(c => $"{c}{c}"));
        if (hex.Length != 6 || !int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        colour = new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>From 1 (the same) to 21 (black on white); people read text from 4.5 on (WCAG 2.2, 1.4.3).</summary>
    public double Against(Colour other)
    {
        var (one, two) = (Luminance + 0.05, other.Luminance + 0.05);
        return Math.Max(one, two) / Math.Min(one, two);
    }

    /// <summary>This colour with a share of another, 0 to 1.</summary>
    public Colour With(Colour other, double share) => new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    /// <summary>"#14614b".</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static byte Mix(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}

/// <summary>The colours of mails and pages that come from one: in light and dark surroundings, for links, buttons and what is set off.</summary>
/// <param name="Accent">Links and buttons in light surroundings.</param>
/// <param name="AccentDark">Links in dark surroundings.</param>
public sealed record Palette(Colour Accent, Colour AccentDark)
{
    /// <summary>Contrast from which on people read text.</summary>
    public const double Readable = 4.5;

    private static readonly Colour DarkCard = new(0x26, 0x29, 0x2f);

    /// <summary>Behind what is set off, light.</summary>
    public Colour Soft => SoftOf(Accent);

    /// <summary>Behind what is set off, dark.</summary>
    public Colour SoftDark => DarkCard.With(AccentDark, 0.12);

    /// <summary>The palette of an accent; its dark counterpart is found where none is given.</summary>
    public static Palette Of(Colour accent, Colour? dark = null) => new(accent, dark ?? Towards(Colour.White, accent, c => c.Against(DarkCard) >= 7));

    /// <summary>How well an accent is read where it is hardest, in light surroundings.</summary>
    public static double LightContrast(Colour accent) => accent.Against(SoftOf(accent));

    /// <summary>How well it is read where it is hardest, in dark ones.</summary>
    public static double DarkContrast(Colour accent) => accent.Against(DarkCard.With(accent, 0.12));

    /// <summary>The nearest darker colour that can be read.</summary>
    public static Colour Darker(Colour accent) => Towards(Colour.Black, accent, c => LightContrast(c) >= Readable);

    /// <summary>The nearest lighter colour that can be read on dark.</summary>
    public static Colour Lighter(Colour accent) => Towards(Colour.White, accent, c => DarkContrast(c) >= Readable);

    private static Colour SoftOf(Colour accent) => Colour.White.With(accent, 0.1);

    private static Colour Towards(Colour end, Colour from, Func<Colour, bool> isEnough)
    {
        for (var share = 0.0; share < 1; share += 0.02)
        {
            if (from.With(end, share) is var mixed && isEnough(mixed)) return mixed;
        }

        return end;
    }
}
