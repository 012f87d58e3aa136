
namespace OfferBot.Web;

/// <summary>One outside thing that the program needs, and whether it is there.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Fault">What is wrong and how to mend it; null when it is well.</param>
internal sealed record Vital(string Name, string? Fault);

/// <summary>Looks at the outside things that the program needs.</summary>
internal interface IVitals
{
    Task<IReadOnlyList<Vital>> CheckAsync(CancellationToken ct);
}

/// <summary>/healthz: the process answers. /readyz: it can do its work.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive"));
        routes.MapGet("/readyz", async (IVitals vitals, CancellationToken ct) =>
        {
            var found = await vitals.CheckAsync(ct);
            var lines = found.Select(v => v.Fault is null ? $"ok    {v.Name}" : $"FAULT {v.Name}: {v.Fault}");
            return Results.Text(string.Join('\n', lines) + "\n", statusCode: found.All(v => v.Fault is null) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
