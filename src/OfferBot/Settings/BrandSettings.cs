using System.ComponentModel;

namespace OfferBot.Settings;

/// <summary>How the service shows itself.</summary>
internal sealed record BrandSettings
{
    [Description("Name in mails and on the pages; empty for the sender's name.")]
    public string? Name { get; init; }

    [Description("Logo: a PNG, JPEG or GIF file of at most 64 KB, or the https address of a picture. Shown 40 pixels high. Empty for the name alone.")]
    public string? Logo { get; init; }

    [Description("Colour of links and buttons, as #rrggbb; dark enough to be read on white.")]
    public string Accent { get; init; } = "#14614b";

    [Description("Colour of links in dark surroundings; empty for a lighter Accent.")]
    public string? AccentDark { get; init; }

    /// <summary>The brand, once the settings are found good.</summary>
    /// <param name="sender">What the sender is called, where Name says nothing.</param>
    internal Brand Make(string? sender)
    {
        var name = !string.IsNullOrWhiteSpace(Name) ? Name.Trim() : sender ?? Brand.Plain.Name;
        var accent = Colour.TryParse(Accent, out var light) ? light.Value : Brand.Plain.Palette.Accent;
        return new Brand(name, Palette.Of(accent, Colour.TryParse(AccentDark, out var dark) ? dark : null), LogoOf());
    }

    /// <summary>What cannot work about them.</summary>
    internal IEnumerable<SettingFault> Faults()
    {
        if (!Colour.TryParse(Accent, out var accent)) yield return new("Brand:Accent", $"'{Accent}' is not a colour. For instance: #14614b");
        else if (Palette.LightContrast(accent.Value) is var contrast and < Palette.Readable)
            yield return new("Brand:Accent", FormattableString.Invariant($"{Accent} cannot be read well: contrast {contrast:0.0}, at least {Palette.Readable} is needed. {Palette.Darker(accent.Value)} would do."));
        if (AccentDark is not { Length: > 0 } given) yield break;
        if (!Colour.TryParse(given, out var dark)) yield return new("Brand:AccentDark", $"'{given}' is not a colour. For instance: #7ed0b0");
        else if (Palette.DarkContrast(dark.Value) is var inDark and < Palette.Readable)
            yield return new("Brand:AccentDark", FormattableString.Invariant($"{given} cannot be read well on dark: contrast {inDark:0.0}, at least {Palette.Readable} is needed. {Palette.Lighter(dark.Value)} would do."));
    }

    /// <summary>What cannot work about the logo.</summary>
    internal IEnumerable<SettingFault> LogoFaults()
    {
        if (Logo is not { Length: > 0 } logo || Elsewhere(logo) is not null) yield break;
        if (!File.Exists(logo)) yield return new("Brand:Logo", $"'{logo}' is neither an https address nor a file.");
        else if (new FileInfo(logo).Length > OfferBot.Logo.MostBytes) yield return new("Brand:Logo", $"The file {logo} is larger than {OfferBot.Logo.MostBytes / 1024} KB. Make it smaller: 80 pixels high are enough.");
        else if (OfferBot.Logo.TypeOf(File.ReadAllBytes(logo)) is null) yield return new("Brand:Logo", $"The file {logo} is not a PNG, JPEG or GIF picture, which is what mail programs show.");
    }

    private Logo? LogoOf()
    {
        if (Logo is not { Length: > 0 } logo) return null;
        if (Elsewhere(logo) is { } address) return new Logo.Elsewhere(address);
        var content = File.ReadAllBytes(logo);
        return new Logo.Here(content, OfferBot.Logo.TypeOf(content)!);
    }

    private static Uri? Elsewhere(string logo) => Uri.TryCreate(logo, UriKind.Absolute, out var address) && address.Scheme == "https" ? address : null;
}
