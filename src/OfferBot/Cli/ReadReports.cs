namespace OfferBot.Cli;

internal static class ReadReports
{
    public static IReadReport ForPeople(bool explain, string language) => new JsonReport();
}
