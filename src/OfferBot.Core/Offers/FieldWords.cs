namespace OfferBot.Core.Offers;

/// <summary>The fields of an offer in the words of its readers.</summary>
public static class FieldWords
{
    /// <summary>"date limite" for <c>deadline</c>; an unknown field is given back as it is.</summary>
    public static string Of(string field, OfferWording words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return field switch
        {
            "title" => words.Say("titre", "title"),
            "organization" => words.Say("organisme", "organization"),
            "contracts" => words.Say("contrat", "contract"),
            "places" => words.Say("lieu", "place"),
            "remote" => words.Say("télétravail", "remote work"),
            "start" => words.Say("début", "start"),
            "duration" => words.Say("durée", "duration"),
            "deadline" => words.Say("date limite", "deadline"),
            "salary" => words.Say("rémunération", "pay"),
            "education" => words.Say("niveau d'études", "education"),
            "workingTime" => words.Say("temps de travail", "working time"),
            "applyEmails" or "applyUrls" => words.Say("façon de postuler", "how to apply"),
            "summary" => words.Say("description", "description"),
            "state" => words.Say("état", "state"),
            _ => field,
        };
    }
}
