using OfferBot.Core.Offers;

namespace OfferBot.Tests.Support;

/// <summary>Offers for tests.</summary>
internal static class Some
{
    public static Found<T> Found<T>(T value) => new(value, 1, "");

    /// <summary>An open offer in August 2026.</summary>
    public static Offer Offer(string title = "Animatrice nature", string organization = "Les Mésanges", string city = "Lille", string? deadline = "2026-10-01", Contract contract = Contract.Cdd, string? text = null) => new()
    {
        Title = Found(title),
        Organization = Found(organization),
        Contracts = [Found(contract)],
        Places = [Found(new Place(city, "59", "Hauts-de-France"))],
        Deadline = deadline is null ? null : Found(DateOnly.ParseExact(deadline, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ApplyEmails = [Found("recrutement@mesanges.example.org")],
        Summary = Found("Une mission au grand air."),
        Language = "fr",
        Text = text ?? $"{organization} recrute {title} à {city}. Une mission au grand air, du lundi au vendredi, avec des enfants des écoles de la ville et des bénévoles de tous âges.",
    };
}
