namespace OfferBot.Web;

/// <summary>Style, icon and logo of the pages, in the colours of the brand.</summary>
internal static class Appearance
{
    private const string LogoPath = "/logo";

    /// <summary>Where the pages take the logo from; null when there is none.</summary>
    public static string? LogoOf(Brand brand) => brand.Logo switch
    {
        Logo.Here => LogoPath,
        Logo.Elsewhere elsewhere => elsewhere.Address.AbsoluteUri,
        _ => null,
    };

    /// <summary>What the pages may take pictures from, in the words of Content-Security-Policy.</summary>
    public static string ImagesOf(Brand brand) => brand.Logo is Logo.Elsewhere { Address: var address } ? $"'self' data: {address.GetLeftPart(UriPartial.Authority)}" : "'self' data:";

    public static void MapAppearance(this IEndpointRouteBuilder routes)
    {
        var brand = routes.ServiceProvider.GetRequiredService<SiteSettings>().Brand;
        var icon = Read("icon.svg").Replace("#14614b", brand.Palette.Accent.ToString(), StringComparison.Ordinal);
        routes.MapKept("/pages.css", () => Results.Text(Read("pages.css") + Colours(brand.Palette), "text/css; charset=utf-8"));
        routes.MapKept("/icon.svg", () => Results.Text(icon, "image/svg+xml"));
        if (brand.Logo is Logo.Here here) routes.MapKept(LogoPath, () => Results.Bytes(here.Content, here.Type));
    }

    private static string Colours(Palette colours) => $$"""
        :root { --accent: {{colours.Accent}}; --accent-soft: {{colours.Soft}}; }
        @media (prefers-color-scheme: dark) { :root { --accent: {{colours.AccentDark}}; --on-accent: #10151a; --accent-soft: {{colours.SoftDark}}; } }

        """;

    private static void MapKept(this IEndpointRouteBuilder routes, string path, Func<IResult> asset) => routes.MapMethods(path, PublicPages.Reading, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "public, max-age=3600";
        return asset();
    });

    private static string Read(string asset)
    {
        using var reader = new StreamReader(typeof(Appearance).Assembly.GetManifestResourceStream("OfferBot.Web." + asset)!);
        return reader.ReadToEnd();
    }
}
