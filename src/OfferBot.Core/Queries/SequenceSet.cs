using System.Numerics;

namespace OfferBot.Core.Queries;

/// <summary>Offers by their sequence numbers, a bit each: a board of 100,000 fits in 12 KB, and two sets meet in microseconds.</summary>
public sealed class SequenceSet
{
    private ulong[] _bits;

    /// <summary>An empty set with room for sequences up to <paramref name="highest"/>; it grows when asked to.</summary>
    public SequenceSet(long highest = 0) => _bits = new ulong[(highest >> 6) + 1];

    private SequenceSet(ulong[] bits) => _bits = bits;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _bits) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Whether it is in the set.</summary>
    public bool Has(long sequence) => sequence >> 6 is var at && at < _bits.Length && (_bits[at] & (1UL << (int)(sequence & 63))) != 0;

    /// <summary>Puts one in.</summary>
    public void Add(long sequence)
    {
        var at = sequence >> 6;
        if (at >= _bits.Length) Array.Resize(ref _bits, (int)Math.Max(at + 1, _bits.Length * 2));
        _bits[at] |= 1UL << (int)(sequence & 63);
    }

    /// <summary>Takes one out.</summary>
    public void Remove(long sequence)
    {
        if (sequence >> 6 is var at && at < _bits.Length) _bits[at] &= ~(1UL << (int)(sequence & 63));
    }

    /// <summary>The same set, to be changed on its own.</summary>
    public SequenceSet Copy() => new([.. _bits]);

    /// <summary>Keeps what is in both.</summary>
    public SequenceSet And(SequenceSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _bits.Length; i++) _bits[i] &= i < other._bits.Length ? other._bits[i] : 0;
        return this;
    }

    /// <summary>Adds what is in the other.</summary>
    public SequenceSet Or(SequenceSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._bits.Length > _bits.Length) Array.Resize(ref _bits, other._bits.Length);
        for (var i = 0; i < other._bits.Length; i++) _bits[i] |= other._bits[i];
        return this;
    }

    /// <summary>Takes out what is in the other.</summary>
    public SequenceSet Without(SequenceSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < Math.Min(_bits.Length, other._bits.Length); i++) _bits[i] &= ~other._bits[i];
        return this;
    }

    /// <summary>All of them, the highest first.</summary>
    public IEnumerable<long> Descending()
    {
        for (var at = _bits.Length - 1; at >= 0; at--)
        {
            for (var word = _bits[at]; word != 0;)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(word);
                yield return ((long)at << 6) + bit;
                word &= ~(1UL << bit);
            }
        }
    }
}
