using System.CommandLine;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using OfferBot.Checkup;
using OfferBot.Core.Offers;
using OfferBot.MailClient.Dns;

namespace OfferBot.Cli;

/// <summary>Looks at everything outside of the program and says what to do. Sends and changes nothing.</summary>
internal sealed class DoctorVerb : IVerb
{
    private const int SomethingToDo = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object, for machines" };
    private static readonly Option<bool> Offline = new("--offline") { Description = "Asks nothing outside of this machine; DNS records are printed without looking them up" };
    private static readonly Option<string?> Dns = new("--dns") { Description = "Name server to ask instead of this machine's own", HelpName = "ADDRESS[:PORT]" };
    private static readonly Option<string?> Language = new("--language") { Description = "Language of the report: fr or en; by default that of the settings" };

    static DoctorVerb()
    {
        Language.AcceptOnlyFromAmong("fr", "en");
        Dns.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && !IPEndPoint.TryParse(text, out _)) given.AddError($"'{text}' is not an address. For instance: --dns 9.9.9.9");
        });
    }

    /// <inheritdoc/>
    public Command Command { get; } = new Command("doctor", "Checks the settings and the world around, and says what to do") { Json, Offline, Dns, Language }.WithSettings(async (settings, parsed, ct) =>
    {
        using var web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
        web.DefaultRequestHeaders.UserAgent.ParseAdd(Composition.UserAgent);
        var offline = parsed.GetValue(Offline);
        var around = new Surroundings(
            settings, OfferWording.For(parsed.GetValue(Language) ?? settings.Language), TimeProvider.System, offline ? null : web, offline ? null : new DnsLookup(ServersOf(parsed.GetValue(Dns)), TimeProvider.System));
        var findings = await Checkups.RunAsync(around, ct);
        if (parsed.GetValue(Json)) Console.WriteLine(JsonSerializer.Serialize(new DoctorReport(findings.All(f => f.Grade != Grade.Todo), findings), DoctorJson.Readable.DoctorReport));
        else foreach (var finding in findings) Show(finding, around);
        return findings.Any(f => f.Grade == Grade.Todo) ? SomethingToDo : 0;
    });

    private static IReadOnlyList<IPEndPoint> ServersOf(string? given)
    {
        const int DnsPort = 53;
        if (given is null) return DnsLookup.OfSystem();
        var server = IPEndPoint.Parse(given);
        return [server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server];
    }

    private static void Show(Finding finding, Surroundings around)
    {
        var grade = finding.Grade switch
        {
            Grade.Ok => "ok",
            Grade.Warning => around.Say("attention", "warning"),
            _ => around.Say("À FAIRE", "TO DO"),
        };
        Console.WriteLine($"{grade,-10} {finding.About}{around.Say(" : ", ": ")}{finding.Says}");
        if (finding.Do is { } what) Console.WriteLine($"{"",-10} → {what}");
        foreach (var record in finding.Records) Console.WriteLine($"\n{"",-10} {record.Name} {record.Type} {record.Value}\n");
    }
}

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="Ok">Nothing has to be done.</param>
/// <param name="Findings">All that was looked at.</param>
internal sealed record DoctorReport(bool Ok, IReadOnlyList<Finding> Findings);

/// <summary>{"ok":false,"findings":[{"grade":"todo","about":"SPF","says":"…","do":"…","records":[{"name","type","value"}]}]}</summary>
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>As people can read it.</summary>
    public static DoctorJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter<Grade>(JsonNamingPolicy.CamelCase) },
    });
}
