using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace OfferBot.Settings;

/// <summary>
/// Binds configuration to the settings records. The framework's binder stops at the first bad value and passes over unknown keys;
/// an operator is better served by all faults at once.
/// </summary>
internal static class SettingsBinder
{
    public static object Bind(IConfiguration section, Type type, string path, List<SettingFault> faults)
    {
        var made = Activator.CreateInstance(type)!;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            // "$schema" points editors to the schema; it is no setting.
            if (child.Key == "$schema") continue;
            var key = path.Length == 0 ? child.Key : $"{path}:{child.Key}";
            if (!properties.TryGetValue(child.Key, out var property)) faults.Add(Unknown(key, child.Key, properties.Keys));
            else if (ValueOf(child, property.PropertyType, key, faults) is { } value) property.SetValue(made, value);
        }

        return made;
    }

    private static object? ValueOf(IConfigurationSection section, Type type, string key, List<SettingFault> faults)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return List(section, type.GetGenericArguments()[0], key, faults);
        if (type != typeof(string) && type.IsClass) return Bind(section, type, key, faults);
        if (section.Value is null)
        {
            if (section.GetChildren().Any()) faults.Add(new SettingFault(key, "Takes one value, not an object or a list."));
            return null;
        }

        if (type == typeof(string)) return section.Value;
        if (type.IsEnum)
        {
            if (Enum.TryParse(type, section.Value, ignoreCase: true, out var chosen) && Enum.IsDefined(type, chosen)) return chosen;
            faults.Add(new SettingFault(key, $"'{section.Value}' is not one of {string.Join(", ", Enum.GetNames(type))}."));
            return null;
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, section.Value);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            faults.Add(new SettingFault(key, $"'{section.Value}' is not {Kind(type)}."));
            return null;
        }
    }

    private static Array List(IConfigurationSection section, Type element, string key, List<SettingFault> faults)
    {
        var items = section.GetChildren().Select(c => Bind(c, element, $"{key}:{c.Key}", faults)).ToArray();
        var list = Array.CreateInstance(element, items.Length);
        Array.Copy(items, list, items.Length);
        return list;
    }

    private static SettingFault Unknown(string key, string name, IEnumerable<string> known)
    {
        var nearest = known.OrderBy(k => Distance(k, name)).First();
        return new SettingFault(key, Distance(nearest, name) <= 3 ? $"There is no such setting. Did you mean {nearest}?" : $"There is no such setting. Known here: {string.Join(", ", known)}.");
    }

    private static string Kind(Type type) => type == typeof(bool) ? "true or false" : type == typeof(double) ? "a number" : "a whole number";

    // Levenshtein's distance, two rows.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[b.Length];
    }
}
