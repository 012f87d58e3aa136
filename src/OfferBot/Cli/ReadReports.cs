using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using Spectre.Console;

namespace OfferBot.Cli;

/// <summary>Reports for people.</summary>
internal static class ReadReports
{
    /// <param name="explain">Every field with its evidence, and what a candidate would miss; else one line an offer.</param>
    /// <param name="language">"fr" or "en".</param>
    public static IReadReport ForPeople(bool explain, string language) => explain ? new ExplainReport(OfferWording.For(language)) : new TableReport(OfferWording.For(language));

    /// <summary>A console that writes to <paramref name="output"/>, as wide as the terminal; 120 columns where there is none.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        var terminal = !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = terminal && Console.WindowWidth > 40 ? Console.WindowWidth : 120;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}

/// <summary>One row an offer.</summary>
internal sealed class TableReport(OfferWording words) : IReadReport
{
    private readonly Table _table = new Table().Border(TableBorder.Rounded).AddColumns(
        words.Say("Fichier", "File"), words.Say("Poste", "Role"), words.Say("Organisme", "Organization"), words.Say("Contrat", "Contract"), words.Say("Lieu", "Place"), words.Say("Avant le", "Apply by"));

    public Task WriteAsync(TextWriter output, string file, ReadResult result, CancellationToken ct)
    {
        _table.Columns[0].NoWrap = true;
        if (result is ReadResult.Refused refused) Row(Path.GetFileName(file), $"✗ {refused.Reason}", "", "", "", "");
        else if (result is ReadResult.Read read)
        {
            foreach (var offer in read.Offers)
            {
                Row(Path.GetFileName(file), words.TitleOf(offer), offer.Organization?.Value ?? "–", words.ContractsOf(offer) is { Length: > 0 } c ? c : "–",
                    words.PlacesOf(offer, 2) is { Length: > 0 } p ? p : "–", offer.Deadline is { } d ? words.Of(d.Value) : "–");
            }
        }

        return Task.CompletedTask;
    }

    public Task EndAsync(TextWriter output, CancellationToken ct)
    {
        ReadReports.On(output).Write(_table);
        return output.FlushAsync(ct);
    }

    private void Row(params ReadOnlySpan<string> cells)
    {
        var row = new Text[cells.Length];
        for (var i = 0; i < cells.Length; i++) row[i] = new Text(cells[i]);
        _table.AddRow(row);
    }
}

/// <summary>Each field with its evidence, then what a candidate would miss: a linter for those who write offers.</summary>
internal sealed class ExplainReport(OfferWording words) : IReadReport
{
    public Task WriteAsync(TextWriter output, string file, ReadResult result, CancellationToken ct)
    {
        var console = ReadReports.On(output);
        if (result is ReadResult.Refused refused)
        {
            console.Write(new Rule($"[red]{Markup.Escape(file)}[/]").LeftJustified());
            console.Write(new Text($"{words.Say("Refusé", "Refused")} ({refused.Why}). {refused.Reason} {refused.Fix}\n\n"));
        }
        else if (result is ReadResult.Read read)
        {
            foreach (var offer in read.Offers) Explain(console, file, offer);
        }

        return Task.CompletedTask;
    }

    public Task EndAsync(TextWriter output, CancellationToken ct) => output.FlushAsync(ct);

    private void Explain(IAnsiConsole console, string file, Offer offer)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(words.TitleOf(offer))}[/] [grey]{Markup.Escape(file)}[/]").LeftJustified());
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            words.Say("Champ", "Field"), words.Say("Valeur", "Value"), words.Say("Sûr", "Sure"), words.Say("Ligne", "Line"), words.Say("Lu dans", "Read in"));
        table.Columns[0].NoWrap();
        foreach (var fact in OfferFacts.Of(offer, words)) table.AddRow(new Text(fact.Name, new Style(Color.Aqua)), new Text(fact.Value), Sureness(fact.Sureness), new Text(Line(fact)), new Text(fact.Quote, new Style(Color.Grey)));
        console.Write(table);
        foreach (var doubt in offer.Doubts) console.Write(new Markup($"  [yellow]?[/] {Markup.Escape(DoubtWords.Of(doubt, words))}\n"));
        var missing = Missing.Of(offer, words).ToList();
        foreach (var lack in missing) console.Write(new Markup($"  [red]✗[/] {Markup.Escape(lack)}\n"));
        if (missing.Count == 0) console.Write(new Markup($"  [green]✓[/] {Markup.Escape(words.Say("Rien d'essentiel ne manque à une personne qui voudrait candidater.", "Nothing essential is missing for a candidate."))}\n"));
        console.WriteLine();
    }

    private string Line(OfferFact fact) => fact.In switch
    {
        FoundIn.Human => words.Say("humain", "human"),
        _ => fact.Line > 0 ? $"{fact.Line}" : "–",
    };

    private static Text Sureness(double sureness) => new($"{sureness * 100:0} %", new Style(sureness >= 0.9 ? Color.Green : sureness >= 0.6 ? Color.Yellow : Color.Red));
}

/// <summary>What a candidate would want to know and the offer does not say, each with what to write.</summary>
internal static class Missing
{
    public static IEnumerable<string> Of(Offer offer, OfferWording words)
    {
        if (offer.Title is null) yield return words.Say("Pas d'intitulé de poste : commencez par une ligne qui le donne.", "No role: begin with a line that names it.");
        if (offer.Organization is null) yield return words.Say("On ne sait pas qui recrute : nommez l'organisme.", "It does not say who hires: name the organization.");
        if (offer.Contracts.Count == 0) yield return words.Say("Pas de contrat : ajoutez « Contrat : CDD, stage, bénévolat… ».", "No contract: add “Contract: …”.");
        if (offer.Places.Count == 0 && offer.Remote?.Value != Remote.Full) yield return words.Say("Pas de lieu : ajoutez « Lieu : ville (département) ».", "No place: add “Place: city”.");
        if (offer.Deadline is null) yield return words.Say("Pas de date limite : ajoutez « Date limite de candidature : jour mois année ».", "No deadline: add “Apply by: day month year”.");
        if (offer.Salary is null && !offer.Contracts.Any(c => c.Value == Contract.Benevolat)) yield return words.Say("Pas de rémunération chiffrée : ajoutez un montant ou une fourchette.", "No pay: add an amount or a range.");
        if (offer.ApplyEmails.Count == 0 && offer.ApplyUrls.Count == 0) yield return words.Say("On ne sait pas où candidater : ajoutez une adresse ou un lien.", "It does not say where to apply: add an address or a link.");
        if (offer.Duration is null && offer.End is null && NeedsDuration(offer)) yield return words.Say("Pas de durée : ajoutez « Durée : … mois ».", "No duration: add “Duration: … months”.");
        if (offer.Start is null) yield return words.Say("Pas de date de début : ajoutez « Début : … ».", "No start: add “Start: …”.");
    }

    private static bool NeedsDuration(Offer offer) => offer.Contracts.Count > 0 && offer.Contracts.All(c => c.Value is not (Contract.Cdi or Contract.Benevolat or Contract.Other));
}

/// <summary>Doubts in words.</summary>
internal static class DoubtWords
{
    public static string Of(Doubt doubt, OfferWording words)
    {
        var where = doubt.Line > 0 ? words.Say($" (ligne {doubt.Line})", $" (line {doubt.Line})") : "";
        if (doubt.Code == "text-unread") return words.Say($"Document trop long : il n'est pas lu à partir de la ligne {doubt.Line}.", $"Document too long: it is not read from line {doubt.Line} on.");
        if (doubt.Code == "field-too-slow") return words.Say($"Texte trop compliqué pour y chercher {FieldWords.Of(doubt.Field, words)}{where}.", $"Text too complicated to look for {FieldWords.Of(doubt.Field, words)} in it{where}.");
        var quote = doubt.Quote.Length > 0 ? $" : « {doubt.Quote} »" : "";
        return $"{words.Say("Doute sur", "Doubt about")} {FieldWords.Of(doubt.Field, words)}{where}, {doubt.Code}{quote}";
    }
}
