using System.Diagnostics;
using System.Text.Json;

namespace OfferBot.Tests.MailClient;

/// <summary>Other people's programs as judges: the system's Python, which carries an email package and, from Debian, dkim.</summary>
internal static class Python
{
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];
    private static readonly Lazy<string?> Found = new(() => Candidates.FirstOrDefault(c => Succeeds(c, "import email")));

    /// <summary>The interpreter that has the module; null: there is none.</summary>
    public static string? With(string module) => Found.Value is { } python && Succeeds(python, $"import {module}") ? python : null;

    public static async Task<string> RunAsync(string script, byte[] input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Found.Value!, ["-c", script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    public static async Task<JsonElement> JsonAsync(string script, byte[] input, params string[] arguments)
    {
        using var json = JsonDocument.Parse(await RunAsync(script, input, arguments));
        return json.RootElement.Clone();
    }

    private static bool Succeeds(string program, string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-c", script]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs a Python module; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string module = "email")
    {
        // Where the mail lab is, everything is, and a missing judge is a fault.
        if (Environment.GetEnvironmentVariable("MAIL_LAB") is null && Python.With(module) is null) Skip = $"needs Python with the module {module}";
    }
}
