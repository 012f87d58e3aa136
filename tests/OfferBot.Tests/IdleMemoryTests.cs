using static OfferBot.IdleMemory;

namespace OfferBot.Tests;

public sealed class IdleMemoryTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Memory_is_given_back_once_after_the_start_and_after_each_busy_time()
    {
        var memory = new IdleMemory();
        Step After(long megabytes) => memory.Look(_allocated += megabytes * Megabyte);
        Assert.Equal([Step.Nothing, Step.Nothing], [After(80), After(5)]);
        Assert.Equal([Step.Collect, Step.Visit, Step.Visit, Step.Nothing, Step.Nothing], [After(0), After(0), After(1), After(0), After(0)]);
        Assert.Equal([Step.Nothing, Step.Nothing], [After(4), After(0)]); // not worth it
        Assert.Equal([Step.Nothing, Step.Collect, Step.Visit], [After(9), After(0), After(0)]);
        Assert.Equal([Step.Nothing, Step.Collect], [After(9), After(0)]); // again busy while it tidied up
    }

    private long _allocated;
}
