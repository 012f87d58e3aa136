namespace OfferBot;

/// <summary>How the service shows itself, in mails and pages alike.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Palette">Its colours.</param>
/// <param name="Logo">Its picture; null for none.</param>
public sealed record Brand(string Name, Palette Palette, Logo? Logo)
{
    /// <summary>As it is without settings.</summary>
    public static Brand Plain { get; } = new("OfferBot", Palette.Of(new Colour(0x14, 0x61, 0x4b)), null);

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}

/// <summary>A picture that stands for the service.</summary>
public abstract record Logo
{
    private Logo() { }

    /// <summary>One that is on the web already.</summary>
    public sealed record Elsewhere(Uri Address) : Logo;

    /// <summary>A file of the operator's.</summary>
    /// <param name="Content">Its bytes.</param>
    /// <param name="Type">"image/png".</param>
    public sealed record Here(ReadOnlyMemory<byte> Content, string Type) : Logo;

    /// <summary>A file larger than this is too much for each mail.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>What a file is by its first bytes; null for anything that mail programs do not show.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith([(byte)0x89, (byte)'P', (byte)'N', (byte)'G'])) return "image/png";
        if (start.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF])) return "image/jpeg";
        return start.StartsWith("GIF8"u8) ? "image/gif" : null;
    }
}
