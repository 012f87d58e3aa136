using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OfferBot.Formats.Overriding;

/// <summary>
/// The YAML of an override file, as far as one needs it: keys with a scalar, a list of scalars or lists and mappings one level deep.
/// Anchors and aliases are refused, since a page of them unfolds to gigabytes; so are tags and further documents.
/// </summary>
internal static class OverrideYaml
{
    private const int MaxNodes = 500;

    /// <summary>The keys of the file with their values and lines; a <see cref="OverrideFault"/> where it is no such YAML.</summary>
    public static (List<(string Key, int Line, List<OverrideNode> Values)> Entries, OverrideFault? Fault) Read(string text)
    {
        var entries = new List<(string, int, List<OverrideNode>)>();
        try
        {
            var parser = new Bounded(new Parser(new StringReader(text)));
            parser.Take<StreamStart>();
            if (parser.Next is StreamEnd) return (entries, null);
            parser.Take<DocumentStart>();
            if (parser.Next is Scalar { Value: "" }) return (entries, null);
            parser.Take<MappingStart>();
            while (parser.Next is not MappingEnd)
            {
                var key = parser.Take<Scalar>();
                entries.Add((key.Value.Trim(), (int)key.Start.Line, Values(parser)));
            }

            parser.Take<MappingEnd>();
            parser.Take<DocumentEnd>();
            parser.Take<StreamEnd>();
            return (entries, null);
        }
        catch (YamlException fault)
        {
            return (entries, new OverrideFault("", (int)Math.Max(1, fault.Start.Line), $"{fault.Message.TrimEnd('.')}. Write one \"key: value\" a line; a value with a colon or a # goes between quotation marks."));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or EndOfStreamException)
        {
            // YamlDotNet 16.3 throws these, not a YamlException, for some plain values and for "\ud800"; they name no line.
            return (entries, new OverrideFault("", 1, "The file is no YAML that can be read. Write one \"key: value\" a line, and put values with unusual characters between quotation marks."));
        }
    }

    private static List<OverrideNode> Values(Bounded parser)
    {
        if (parser.Next is not SequenceStart) return [Value(parser)];
        parser.Take<SequenceStart>();
        var values = new List<OverrideNode>();
        while (parser.Next is not SequenceEnd) values.Add(Value(parser));
        parser.Take<SequenceEnd>();
        return values;
    }

    private static OverrideNode Value(Bounded parser)
    {
        if (parser.Next is MappingStart)
        {
            var start = parser.Take<MappingStart>();
            var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (parser.Next is not MappingEnd)
            {
                var key = parser.Take<Scalar>().Value.Trim();
                keys[key] = parser.Take<Scalar>().Value.Trim();
            }

            parser.Take<MappingEnd>();
            return new OverrideNode((int)start.Start.Line, [], keys);
        }

        if (parser.Next is SequenceStart deep) throw new YamlException(deep.Start, deep.End, "Lists nested too deep");
        var scalar = parser.Take<Scalar>();
        var value = TextCleaning.Clean(scalar.Value).Trim();
        var isNull = scalar.IsPlainImplicit && value is "" or "~" or "null" or "Null" or "NULL";
        return new OverrideNode((int)scalar.Start.Line, isNull ? [] : [value]);
    }

    /// <summary>The parser's events, one at a time, within limits.</summary>
    private sealed class Bounded(Parser parser)
    {
        private int _nodes;

        /// <summary>What comes next, checked.</summary>
        public ParsingEvent Next
        {
            get
            {
                if (parser.Current is null && !parser.MoveNext()) throw new YamlException("The file ends too early");
                return Checked(parser.Current!);
            }
        }

        /// <summary>The next event, which must be of this kind.</summary>
        public T Take<T>()
            where T : ParsingEvent
        {
            if (Next is not T next) throw new YamlException(parser.Current!.Start, parser.Current.End, $"A {Name(typeof(T))} was expected here");
            if (++_nodes > MaxNodes) throw new YamlException(next.Start, next.End, $"More than {MaxNodes} values");
            parser.MoveNext();
            return next;
        }

        private static ParsingEvent Checked(ParsingEvent next) => next switch
        {
            AnchorAlias => throw new YamlException(next.Start, next.End, "Aliases (*name) are not accepted"),
            NodeEvent { Anchor.IsEmpty: false } => throw new YamlException(next.Start, next.End, "Anchors (&name) are not accepted"),
            NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } => throw new YamlException(next.Start, next.End, "Tags (!name) are not accepted"),
            _ => next,
        };

        private static string Name(Type kind) => kind == typeof(Scalar) ? "single value" : kind == typeof(MappingStart) ? "\"key: value\"" : "plain end of the file";
    }
}
