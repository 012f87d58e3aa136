using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OfferBot.Core.Places;

/// <summary>The packed communes: the text of the table as it is, and flat arrays of what is looked up often. Rows are in the order of their codes.</summary>
internal sealed class CommuneTable
{
    private readonly byte[] _text;
    private readonly int[] _nameStarts;
    private readonly byte[] _nameLengths;
    private readonly int[] _populations;
    private readonly int[] _latitudes;
    private readonly int[] _longitudes;
    private readonly bool[] _exact;
    private readonly int[] _postalStarts;
    private readonly List<int> _postalCodes = [];
    private readonly int[] _sortedPostalCodes;
    private readonly int[] _communesByPostalCode;

    public CommuneTable()
    {
        _text = Resources.Unpack("communes.tsv.gz");
        Count = _text.AsSpan().Count((byte)'\n');
        (_nameStarts, _nameLengths, _populations) = (new int[Count], new byte[Count], new int[Count]);
        (_latitudes, _longitudes, _exact, _postalStarts) = (new int[Count], new int[Count], new bool[Count], new int[Count + 1]);
        var start = 0;
        for (var row = 0; row < Count; row++) start = ReadRow(row, start);
        _postalStarts[Count] = _postalCodes.Count;
        _sortedPostalCodes = [.. _postalCodes];
        _communesByPostalCode = new int[_sortedPostalCodes.Length];
        for (var row = 0; row < Count; row++) _communesByPostalCode.AsSpan(_postalStarts[row].._postalStarts[row + 1]).Fill(row);
        Array.Sort(_sortedPostalCodes, _communesByPostalCode);
    }

    public int Count { get; }

    public int Population(int row) => _populations[row];

    public ReadOnlySpan<byte> Name(int row) => _text.AsSpan(_nameStarts[row], _nameLengths[row]);

    public string NameText(int row) => Encoding.UTF8.GetString(Name(row));

    // "59350" and a tab stand before the name.
    public ReadOnlySpan<byte> Code(int row) => _text.AsSpan(_nameStarts[row] - 6, 5);

    public string CodeText(int row) => Encoding.ASCII.GetString(Code(row));

    public Position? Position(int row) => _latitudes[row] == int.MinValue
        ? null
        : new Position(_latitudes[row] / 10_000.0, _longitudes[row] / 10_000.0, _exact[row]);

    public IReadOnlyList<string> PostalCodes(int row) =>
        [.. _postalCodes[_postalStarts[row].._postalStarts[row + 1]].Select(c => c.ToString("00000", CultureInfo.InvariantCulture))];

    /// <summary>The row of a commune; -1 when there is none of that code.</summary>
    public int Find(ReadOnlySpan<byte> code)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Code(middle).SequenceCompareTo(code);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    public ReadOnlySpan<int> WithPostalCode(int code)
    {
        var sorted = _sortedPostalCodes.AsSpan();
        var at = sorted.BinarySearch(code);
        if (at < 0) return [];
        var (first, end) = (at, at + 1);
        while (first > 0 && sorted[first - 1] == code) first--;
        while (end < sorted.Length && sorted[end] == code) end++;
        return _communesByPostalCode.AsSpan(first..end);
    }

    private int ReadRow(int row, int start)
    {
        ReadOnlySpan<byte> line = _text.AsSpan(start);
        line = line[..line.IndexOf((byte)'\n')];
        var rest = line[6..];
        var name = Field(ref rest);
        (_nameStarts[row], _nameLengths[row]) = (start + 6, (byte)name.Length);
        _postalStarts[row] = _postalCodes.Count;
        var postalCodes = Field(ref rest);
        foreach (var code in postalCodes.Split((byte)',')) if (postalCodes[code].Length > 0) _postalCodes.Add(Number(postalCodes[code]));
        _populations[row] = Number(Field(ref rest));
        var latitude = Field(ref rest);
        _latitudes[row] = latitude.IsEmpty ? int.MinValue : Number(latitude);
        var longitude = Field(ref rest);
        _longitudes[row] = longitude.IsEmpty ? int.MinValue : Number(longitude);
        _exact[row] = !rest.IsEmpty;
        return start + line.Length + 1;
    }

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> rest)
    {
        var tab = rest.IndexOf((byte)'\t');
        var field = rest[..tab];
        rest = rest[(tab + 1)..];
        return field;
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out var read) && read == digits.Length
            ? number
            : throw new InvalidDataException($"Not a number in the table of communes: {Encoding.UTF8.GetString(digits)}");
}
