using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OfferBot.Tests.Journeys;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_program_that_a_fault_has_stopped_says_so_to_whoever_starts_it_again(bool faulty, int code)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (faulty) builder.Services.AddHostedService<Odd>();
        await using var app = builder.Build();
        if (!faulty) app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);
        Assert.Equal(code, await Worker.RunAsync(app, default));
    }

    private sealed class Odd : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("odd");
        }
    }
}
