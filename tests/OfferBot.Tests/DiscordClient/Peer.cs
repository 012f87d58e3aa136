using System.Diagnostics;
using System.Text;

namespace OfferBot.Tests.DiscordClient;

/// <summary>Programs of others that judge ours: where they are, and how they are run.</summary>
internal static class Peer
{
    public const string Python = "/usr/bin/python3";

    /// <summary>The repository: the folder that holds OfferBot.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Discord's OpenAPI description and what goes with it; outside the repository.</summary>
    public static string Lab => Path.GetFullPath(Path.Combine(Root, "..", "shared", "discord-lab"));

    public static string Script(string name) => Path.Combine(Root, "tests", "OfferBot.Tests", "peers", name);

    /// <summary>Runs to the end; a peer that hangs is ended after two minutes.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end. It said:\n{await output}\n{await errors}");
        }
        return (process.ExitCode, await output + await errors);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OfferBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("OfferBot.sln is in no folder above the tests.");
    }
}

/// <summary>
/// A test that needs a program of others. It is skipped only where that program is not installed, and never where OFFERBOT_PEERS=required
/// (the build server) says that it must be.
/// </summary>
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute(params string[] needs)
    {
        if (Environment.GetEnvironmentVariable("OFFERBOT_PEERS") == "required")
            return;
        var missing = needs.Where(need => !Path.Exists(Path.Combine(Peer.Root, need))).ToList();
        if (missing.Count > 0)
            Skip = $"not installed here: {string.Join(", ", missing)}";
    }
}
