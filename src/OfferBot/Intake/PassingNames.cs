namespace OfferBot.Intake;

/// <summary>Names that editors, browsers and copy programs give to files that are not finished or not meant to be seen.</summary>
internal static class PassingNames
{
    private static readonly string[] Beginnings = [".", "~$", "~", "#"];
    private static readonly string[] Endings = [".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".swo", ".swx", ".bak", ".filepart", ".lock", "~", "#"];

    /// <summary>True for ".x.md.swp", "~$offre.docx", "offre.pdf.part", ".~lock.offre.odt#".</summary>
    public static bool IsPassing(string name) =>
        Array.Exists(Beginnings, b => name.StartsWith(b, StringComparison.Ordinal)) ||
        Array.Exists(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
