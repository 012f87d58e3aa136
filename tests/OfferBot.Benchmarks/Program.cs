using BenchmarkDotNet.Running;

namespace OfferBot.Benchmarks;

/// <summary>Commands that measure a whole process stand here; everything else goes to BenchmarkDotNet.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args.FirstOrDefault() switch
    {
        "latency" => LatencyBenchmark.RunAsync(args[1..]),
        "discord" => DiscordBenchmark.RunAsync(args[1..]),
        "commands" => CommandBenchmark.RunAsync(args[1..]),
        "mail" => MailBenchmark.RunAsync(args[1..]),
        "mail-send" => MailSender.RunAsync(args[1..]),
        "digest" => DigestBenchmark.RunAsync(args[1..]),
        "correction" => DigestBenchmark.CorrectAsync(args[1..]),
        "mail-kill" => DigestBenchmark.KillAsync(args[1..]),
        "fuzz" => FuzzCommand.RunAsync(args),
        "memory" => MemoryCommand.RunAsync(args[1..]),
        "kill" => KillCommand.RunAsync(args[1..]),
        "cost" => CostCommand.RunAsync(args),
        "fields" => FieldsCommand.RunAsync(args),
        "pdf" => PdfBenchmark.RunAsync(args[1..]),
        "same" => SameCommand.RunAsync(args),
        "words" => WordsCommand.RunAsync(args),
        "learn" => LearnCommand.RunAsync(args),
        _ => Task.FromResult(BenchmarkDotNet(args)),
    };

    private static int BenchmarkDotNet(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
