using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Pay as an amount. "SMIC", "selon grille" and coefficients are no amounts; benefits, budgets and fees are not pay.</summary>
internal sealed partial class SalaryReader : IFieldReader
{
    // "Annuel de 28000,00 Euros à 32000,00 Euros sur 12 mois": a line of its own, as job centres write it.
    private const int LongestLine = 80;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        Found<Salary>? best = null;
        foreach (var passage in context.View.All)
        {
            if (!passage.HasAll(Cue.Money | Cue.Digit)) continue;
            foreach (var found in Candidates(passage))
            {
                if (best is null || found.Sureness > best.Sureness) best = found;
            }
        }

        return best is null ? offer : offer with { Salary = best };
    }

    private static IEnumerable<Found<Salary>> Candidates(Passage passage)
    {
        foreach (var money in MoneyGrammar.In(passage.Folded))
        {
            var sureness = Sureness(passage, money);
            if (sureness <= 0 || (money.Unit ?? ByAmount(money)) is not { } unit || !IsPlausible(money, unit)) continue;
            yield return new Found<Salary>(new Salary(money.Min, money.Max, unit, money.Basis, money.Currency), passage.LineAt(money.Start), passage.Quote(money.Start, money.Length), sureness - (money.Unit is null ? 0.05 : 0));
        }
    }

    private static double Sureness(Passage passage, MoneyMention money)
    {
        var from = Math.Max(passage.SentenceStart(money.Start), money.Start - 110);
        var before = passage.Folded.AsSpan(from, money.Start - from);
        var near = before[Math.Max(0, before.Length - 45)..];
        var after = passage.Folded.AsSpan(money.End, Math.Min(50, passage.Folded.Length - money.End));
        var basis = money.Basis != SalaryBasis.Unstated;
        if (money.Unit == SalaryUnit.Day && passage.Folded.StartsWith("budget", StringComparison.Ordinal)) return 0.8;
        if ((NotPay().IsIn(near) && !(basis && money.Unit is not null && Funding().IsIn(near))) || (NotPayAfter().IsIn(after[..Math.Min(30, after.Length)]) && !(after.TrimStart().StartsWith("ttc") && money.Unit is SalaryUnit.Hour or SalaryUnit.Day))) return 0;
        if (money.Unit is SalaryUnit.Hour or SalaryUnit.Day && passage.Folded.StartsWith("tarif", StringComparison.Ordinal)) return 0.85;
        if (passage.Label == LabelKind.Salary && money.Start >= passage.ValueStart) return 0.97;
        if (Pay().IsIn(before)) return 0.93;
        if (passage.Announces(LabelKind.Salary)) return 0.9;
        if (passage.Text.Length <= 40 && money.Unit is SalaryUnit.Hour) return 0.75;
        if (passage.Section is SectionKind.Employer) return 0;
        if (passage.Text.Length <= LongestLine && (passage.Folded.StartsWith("annuel de", StringComparison.Ordinal) || passage.Folded.StartsWith("mensuel de", StringComparison.Ordinal) || passage.Folded.StartsWith("horaire de", StringComparison.Ordinal))) return 0.85;
        if (basis && money.Unit is not null) return 0.85;
        if (basis || (money.Unit is not null && passage.Section is SectionKind.Conditions or SectionKind.Top)) return 0.75;
        return passage.Text.Length < 60 && money.Min != money.Max && (passage.Index < 12 || (money.Start < 3 && money.Min >= 12_000)) ? 0.6 : 0;
    }

    // 655.957 CFA francs are a euro (fixed since 1999): what is plausible is counted in euros.
    private static decimal Scale(MoneyMention money) => money.Currency == "XOF" ? 655.957m : 1;

    private static SalaryUnit? ByAmount(MoneyMention money) => money.Currency == "XOF" ? SalaryUnit.Month : money.Min switch
    {
        >= 400 and <= 8000 => SalaryUnit.Month,
        >= 12000 => SalaryUnit.Year,
        _ => null,
    };

    private static bool IsPlausible(MoneyMention money, SalaryUnit unit) => money.Max / Scale(money) is { } max && unit switch
    {
        SalaryUnit.Hour => max is >= 3 and <= 200,
        SalaryUnit.Day => max is >= 20 and <= 2500,
        SalaryUnit.Month => max is >= 80 and <= 20000,
        _ => max is >= 4000 and <= 300000,
    };

    // "rémunération", "salaire", "gratification", "indemnité", "brut"
    [GeneratedRegex(@"remuner|salaire|salarial|gratifi|indemni|traitement|\bpaye?\b|salary|stipend|\bwage|compensation|bourse|\bbrut|\btjm\b|income|taux (?:horaire|journalier)|honoraire|percev|defray", RegexOptions.CultureInvariant)]
    private static partial Regex Pay();

    // "ticket restaurant", "budget", "prime", "chèque-déjeuner", "forfait mobilité", "adhésion", "subvention"
    [GeneratedRegex(@"ticket|titres?[- ]resto|titres?[- ]rest|cheque|budget|\bprime\b|panier|mobilite|mutuelle|transport|adhesion|subvention|cotisation|financement|chiffre d'affaires|dons?\b|collecte|tarif (?:plein|reduit)|prix|amende|deplacement|teletravail|forfait tel|capital|repas|hebergement|loyer|remboursement|intervention|a hauteur|culture|vacances|frais|par (?:sejour|permanence|session|stand|seance|atelier|concert|cachet|article)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotPay();

    // "Financement : contrat doctoral, 2 200 € brut/mois"
    [GeneratedRegex(@"financement", RegexOptions.CultureInvariant)]
    private static partial Regex Funding();

    // "€ de budget", "€ par repas", "€ TTC", "€ de chiffre d'affaires"
    [GeneratedRegex(@"^\s?(?:de (?:budget|chiffre|ca\b|subvention|prime|participation|cheques?|titres?|tickets?|dons)|par (?:repas|titre|ticket|personne|nuit|participant)|/ ?(?:repas|titre|ticket|jour travaille)|millions?|milliards?|m€|ttc|d'amende|de tickets)", RegexOptions.CultureInvariant)]
    private static partial Regex NotPayAfter();
}
