namespace OfferBot.Core.Places;

/// <summary>
/// Names in their normal form -> numbers of communes, in flat arrays: 37,000 strings and dictionary entries would take three times the room.
/// Filled once, then only read.
/// </summary>
internal sealed class NameIndex(int capacity, int keyCapacity)
{
    private const ulong HashSeed = 14695981039346656037;
    private const int PrefixBits = 1 << 19;

    // Load stays under a third, so that a miss, the usual case in running text, ends at the first slot.
    private readonly int[] _slots = new int[1 << (32 - int.LeadingZeroCount(capacity * 2))];
    private readonly Entry[] _entries = new Entry[capacity + 1];
    private readonly char[] _keys = new char[keyCapacity];
    private readonly ulong[] _prefixes = new ulong[PrefixBits / 64];
    private int _entryCount;
    private int _keyLength;

    /// <summary>Length of the longest name.</summary>
    public int LongestKey { get; private set; }

    /// <summary>Names as they were added, for looking through all of them.</summary>
    public int Count => _entryCount;

    public ReadOnlySpan<char> KeyOf(int entry) => _keys.AsSpan(_entries[entry].KeyStart, _entries[entry].KeyLength);

    public int CommuneOf(int entry) => _entries[entry].Commune;

    public bool IsFormer(int entry) => _entries[entry].IsFormer;

    /// <summary>The next entry of the same name; 0 after the last.</summary>
    public int Next(int entry) => _entries[entry].Next;

    public void Add(ReadOnlySpan<char> key, int commune, bool isFormer)
    {
        var slot = Slot(key, Hash(key));
        var entry = ++_entryCount;
        var keyStart = _keyLength;
        if (_slots[slot] is var first and not 0) keyStart = _entries[first].KeyStart;
        else
        {
            key.CopyTo(_keys.AsSpan(_keyLength));
            _keyLength += key.Length;
            LongestKey = Math.Max(LongestKey, key.Length);
            MarkPrefixes(key);
        }

        _entries[entry] = new Entry(keyStart, (short)key.Length, isFormer, commune, _slots[slot]);
        _slots[slot] = entry;
    }

    /// <summary>The first entry of a name; 0 when there is none.</summary>
    public int Find(ReadOnlySpan<char> key) => _slots[Slot(key, Hash(key))];

    /// <summary>Length of the longest name with which <paramref name="text"/> begins and that ends where a word ends; 0 for none.</summary>
    public int Longest(ReadOnlySpan<char> text)
    {
        var hash = HashSeed;
        var longest = 0;
        for (var i = 0; i < text.Length && i <= LongestKey; i++)
        {
            if (text[i] == ' ')
            {
                if (_slots[Slot(text[..i], hash)] != 0) longest = i;
                if (!IsPrefix(hash)) return longest;
            }

            hash = Hash(hash, text[i]);
        }

        return text.Length <= LongestKey && _slots[Slot(text, hash)] != 0 ? text.Length : longest;
    }

    private static ulong Hash(ReadOnlySpan<char> key)
    {
        var hash = HashSeed;
        foreach (var c in key) hash = Hash(hash, c);
        return hash;
    }

    private static ulong Hash(ulong hash, char c) => (hash ^ c) * 1099511628211;

    private static int Mixed(ulong hash) => (int)((hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15 >> 33);

    private int Slot(ReadOnlySpan<char> key, ulong hash)
    {
        var slot = Mixed(hash) & (_slots.Length - 1);
        while (_slots[slot] is var entry and not 0 && !key.SequenceEqual(KeyOf(entry))) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    // One bit per beginning of a name, at its hash: a scan stops at the first words that no name begins with.
    private void MarkPrefixes(ReadOnlySpan<char> key)
    {
        var hash = HashSeed;
        foreach (var c in key)
        {
            if (c == ' ') _prefixes[Mixed(hash) % PrefixBits / 64] |= 1UL << (Mixed(hash) % 64);
            hash = Hash(hash, c);
        }
    }

    private bool IsPrefix(ulong hash) => (_prefixes[Mixed(hash) % PrefixBits / 64] & (1UL << (Mixed(hash) % 64))) != 0;

    private readonly record struct Entry(int KeyStart, short KeyLength, bool IsFormer, int Commune, int Next);
}
