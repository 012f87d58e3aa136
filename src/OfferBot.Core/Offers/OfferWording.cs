using System.Globalization;

namespace OfferBot.Core.Offers;

/// <summary>An offer's values in the words of its readers, French or English. Every face shows them alike.</summary>
/// <param name="language">"fr" or "en"; anything else reads as French.</param>
public sealed class OfferWording(string language)
{
    private static readonly OfferWording InFrench = new("fr");
    private static readonly OfferWording InEnglish = new("en");
    private readonly bool _french = language != "en";

    /// <summary>The culture of dates and numbers.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "fr-FR");

    /// <summary>The wording of a language.</summary>
    public static OfferWording For(string language) => language == "en" ? InEnglish : InFrench;

    /// <summary>One of two texts.</summary>
    public string Say(string french, string english) => _french ? french : english;

    /// <summary>"Service civique".</summary>
    public string Of(Contract contract) => contract switch
    {
        Contract.Cdi => Say("CDI", "Permanent contract"),
        Contract.Cdd => Say("CDD", "Fixed-term contract"),
        Contract.Alternance => Say("Alternance", "Apprenticeship"),
        Contract.Stage => Say("Stage", "Internship"),
        Contract.ServiceCivique => "Service civique",
        Contract.Benevolat => Say("Bénévolat", "Volunteering"),
        Contract.Freelance => Say("Mission freelance", "Freelance"),
        Contract.Interim => Say("Intérim", "Agency work"),
        Contract.Vie => "VIE",
        Contract.Volontariat => Say("Volontariat", "Voluntary service"),
        Contract.These => Say("Thèse", "PhD"),
        _ => Say("Autre contrat", "Other contract"),
    };

    /// <summary>"Lille (59)", "Bretagne", "Bruxelles (BE)".</summary>
    public string Of(Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.City is null) return place.Departement is null ? place.Region ?? Whole(place.Country) : place.Region is null ? place.Departement : $"{place.Region} ({place.Departement})";
        var code = place.Country == "FR" ? place.Departement : place.Country;
        return code is null ? place.City : $"{place.City} ({code})";
    }

    /// <summary>"télétravail partiel".</summary>
    public string Of(Remote remote) => remote switch
    {
        Remote.Full => Say("télétravail complet", "fully remote"),
        Remote.Partial => Say("télétravail partiel", "partly remote"),
        _ => Say("sur place", "on site"),
    };

    /// <summary>"17 août 2026", "septembre 2026", "dès que possible".</summary>
    public string Of(StartDate start)
    {
        if (start.IsAsap) return Say("dès que possible", "as soon as possible");
        return start.Day == 0 ? new DateOnly(start.Year, start.Month, 1).ToString("MMMM yyyy", Culture) : Of(new DateOnly(start.Year, start.Month, start.Day));
    }

    /// <summary>"1er mars 2027".</summary>
    public string Of(DateOnly day) => _french && day.Day == 1 ? "1er " + day.ToString("MMMM yyyy", Culture) : day.ToString("d MMMM yyyy", Culture);

    /// <summary>"5 à 6 mois", "2 ans".</summary>
    public string Of(Duration duration)
    {
        var (min, max) = (duration.MinMonths, duration.MaxMonths);
        if (min == max && min >= 24 && min % 12 == 0) return $"{min / 12} {Say("ans", "years")}";
        var unit = Say("mois", max == 1 ? "month" : "months");
        return min == max ? $"{min} {unit}" : $"{min} {Say("à", "to")} {max} {unit}";
    }

    /// <summary>"1 800 à 2 000 € brut par mois".</summary>
    public string Of(Salary salary)
    {
        ArgumentNullException.ThrowIfNull(salary);
        var unit = salary.Unit switch
        {
            SalaryUnit.Hour => Say("par heure", "an hour"),
            SalaryUnit.Day => Say("par jour", "a day"),
            SalaryUnit.Month => Say("par mois", "a month"),
            _ => Say("par an", "a year"),
        };
        var basis = salary.Basis switch { SalaryBasis.Gross => Say(" brut", " gross"), SalaryBasis.Net => " net", _ => "" };
        var currency = salary.Currency == "EUR" ? "€" : salary.Currency;
        var amount = (salary.Min, salary.Max) switch
        {
            ({ } min, { } max) when min == max => Number(min),
            ({ } min, { } max) => $"{Number(min)} {Say("à", "to")} {Number(max)}",
            ({ } min, null) => $"{Say("à partir de", "from")} {Number(min)}",
            (null, { } max) => $"{Say("jusqu'à", "up to")} {Number(max)}",
            _ => "?",
        };
        return $"{amount} {currency}{basis} {unit}";
    }

    /// <summary>"bac+3".</summary>
    public string Of(Education education) => education.Years switch
    {
        > 0 => string.Create(CultureInfo.InvariantCulture, $"bac+{education.Years}"),
        0 => "bac",
        -1 => "CAP, BEP",
        _ => Say("aucun diplôme", "no diploma"),
    };

    /// <summary>"temps plein".</summary>
    public string Of(WorkingTime time) => time == WorkingTime.Full ? Say("temps plein", "full time") : Say("temps partiel", "part time");

    /// <summary>"Offre close".</summary>
    public string Of(OfferState state) => state switch
    {
        OfferState.Open => Say("Offre ouverte", "Open"),
        OfferState.Expired => Say("Offre close : la date est passée", "Closed: the date has passed"),
        OfferState.Filled => Say("Poste pourvu", "Filled"),
        _ => Say("Offre retirée", "Withdrawn"),
    };

    /// <summary>The title, or a stand-in for an offer without one.</summary>
    public string TitleOf(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Title?.Value ?? Say("Offre sans titre", "Offer without a title");
    }

    /// <summary>Contracts, comma between; empty when none is stated.</summary>
    public string ContractsOf(Offer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return string.Join(", ", offer.Contracts.Select(c => Of(c.Value)));
    }

    /// <summary>Places, at most <paramref name="most"/>, then how many more; empty when none is stated.</summary>
    public string PlacesOf(Offer offer, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(offer);
        var shown = string.Join(", ", offer.Places.Take(most).Select(p => Of(p.Value)));
        return offer.Places.Count <= most ? shown : $"{shown} +{offer.Places.Count - most}";
    }

    private string Whole(string country) => country == "FR" ? Say("France entière", "All of France") : country;

    private string Number(decimal amount) => amount.ToString(amount == decimal.Truncate(amount) ? "#,##0" : "#,##0.00", Culture);
}
