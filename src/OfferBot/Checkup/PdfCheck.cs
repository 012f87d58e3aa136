using OfferBot.Formats.Pdf;

namespace OfferBot.Checkup;

/// <summary>The tool that reads PDF files.</summary>
internal sealed class PdfCheck : ICheck
{
    public Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct) => Task.FromResult<IReadOnlyList<Finding>>(
        [PdfToText.FindTool() is { } tool
            ? Finding.Ok("PDF", $"pdftotext: {tool}")
            : Finding.Warn("PDF", around.Say("pdftotext n'est pas installé : les offres en PDF seront refusées.", "pdftotext is not installed: offers in PDF are refused."), "apt-get install poppler-utils (macOS: brew install poppler)")]);
}
