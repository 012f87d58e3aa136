using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OfferBot.Formats.Pdf;

/// <summary>
/// Poppler's <c>pdftotext</c> as a child process: the PDF goes in by its standard input, the text comes out of its standard output, and nothing
/// touches the disk. An untrusted PDF is parsed outside of this process, with limits on memory and processor time set by the shell's ulimit
/// where there is one; the time of day is watched by the caller's token, which kills the child.
/// </summary>
internal static class PdfToText
{
    /// <summary>Pages that are read of a document; one more is asked for, so that it shows when there are more.</summary>
    public const int MaxPages = 60;

    private const int MaxOutputBytes = 8 * 1024 * 1024;
    private const int MaxMessageCharacters = 4_000;

    // What a pipe takes before anybody reads: Linux has 64 KB, macOS at least 16.
    private const int PipeBytes = 16 * 1024;

    // Kilobytes of address space and seconds of processor: a usual page takes 30 MB and 10 ms.
    private const string Limits = "ulimit -v 400000; ulimit -t 10; ulimit -c 0; exec \"$0\" \"$@\"";

    private static readonly string[] Arguments =
        ["-layout", "-nodiag", "-htmlmeta", "-enc", "UTF-8", "-eol", "unix", "-l", (MaxPages + 1).ToString(CultureInfo.InvariantCulture), "-", "-"];

    /// <summary>What the tool made of a PDF.</summary>
    /// <param name="Html">Its output, whole: a head with the document's properties, the text in a <c>pre</c> element, pages divided by form feeds.</param>
    /// <param name="Messages">What it complained about.</param>
    /// <param name="ExitCode">0 when it read the document.</param>
    /// <param name="IsCut">It wrote more than is taken.</param>
    internal sealed record Output(string Html, string Messages, int ExitCode, bool IsCut);

    /// <summary>The tool's full path; null when it is not installed.</summary>
    public static string? FindTool()
    {
        var name = OperatingSystem.IsWindows() ? "pdftotext.exe" : "pdftotext";
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// Converts; cancellation kills the child and whatever it started. A thread of its own waits for the child: reads from its pipes would each hold
    /// a thread of the pool, and hand over twice as often as there is something to read.
    /// </summary>
    public static Task<Output> RunAsync(string tool, ReadOnlyMemory<byte> pdf, CancellationToken ct) =>
        Task.Factory.StartNew(() => Run(tool, pdf, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // What the tool complains about is asked for only where it fails: a third pipe costs each document more than a second run costs the few.
    private static Output Run(string tool, ReadOnlyMemory<byte> pdf, CancellationToken ct)
    {
        var output = Run(tool, pdf, withMessages: false, ct);
        return output.ExitCode == 0 || output.IsCut ? output : Run(tool, pdf, withMessages: true, ct);
    }

    private static Output Run(string tool, ReadOnlyMemory<byte> pdf, bool withMessages, CancellationToken ct)
    {
        using var process = new Process { StartInfo = StartInfo(tool, withMessages) };
        process.Start();
        using var kill = ct.Register(() => Kill(process));
        var messages = withMessages ? ReadMessagesAsync(process.StandardError) : Task.FromResult("");
        var writing = pdf.Length <= PipeBytes ? Task.CompletedTask : Task.Run(() => Write(process, pdf), CancellationToken.None);
        if (pdf.Length <= PipeBytes) Write(process, pdf);
        var (html, isCut) = ReadText(process.StandardOutput.BaseStream);
        if (isCut) Kill(process);
        process.WaitForExit();
        Task.WaitAll([messages, writing], CancellationToken.None);
        ct.ThrowIfCancellationRequested();
        return new Output(html, messages.Result, process.ExitCode, isCut);
    }

    private static ProcessStartInfo StartInfo(string tool, bool withMessages)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = withMessages, UseShellExecute = false, CreateNoWindow = true };
        start.FileName = OperatingSystem.IsWindows() ? tool : "/bin/sh";
        if (!OperatingSystem.IsWindows())
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(withMessages ? Limits : $"exec 2>/dev/null; {Limits}");
            start.ArgumentList.Add(tool);
        }

        if (!withMessages) start.ArgumentList.Add("-q");
        foreach (var argument in Arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself in the meantime, which is what was wanted.
        }
    }

    // A child that has seen enough closes its input: its exit code says why, the broken pipe says nothing more.
    private static void Write(Process process, ReadOnlyMemory<byte> pdf)
    {
        try
        {
            process.StandardInput.BaseStream.Write(pdf.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }

    private static (string Text, bool IsCut) ReadText(Stream output)
    {
        var text = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var length = 0;
            while (output.Read(text, length, text.Length - length) is > 0 and var count)
            {
                length += count;
                if (length > MaxOutputBytes) return ("", true);
                if (length == text.Length) text = Larger(text);
            }

            return (Encoding.UTF8.GetString(text, 0, length), false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private static byte[] Larger(byte[] text)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * text.Length);
        text.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(text);
        return larger;
    }

    // Read to the end, so that the child never waits; kept as far as it helps.
    private static async Task<string> ReadMessagesAsync(StreamReader errors)
    {
        var kept = new StringBuilder();
        var buffer = new char[4096];
        while (await errors.ReadAsync(buffer) is > 0 and var count)
        {
            if (kept.Length < MaxMessageCharacters) kept.Append(buffer, 0, count);
        }

        return kept.ToString();
    }
}
