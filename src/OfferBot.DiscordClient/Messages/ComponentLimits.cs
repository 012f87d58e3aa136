namespace OfferBot.DiscordClient;

/// <summary>The limits of components: at most 5 rows (40 components in all with v2), 5 buttons or 1 select in each, unique custom ids.</summary>
internal static class ComponentLimits
{
    private const int Rows = 5;
    private const int V2Total = 40;
    private const int CustomId = 100;

    public static void CheckMessage(FaultList faults, string at, IReadOnlyList<Component>? components, bool v2)
    {
        if (components is null)
            return;
        if (v2)
            faults.Count(at, components.Sum(CountAll), V2Total);
        else
            faults.Count(at, components.Count, Rows);
        foreach (var (number, component) in components.Index())
        {
            faults.When(!v2 && component is not ActionRow, $"{at}[{number}]", "NOT_HERE", "a message without components v2 holds action rows only");
            Check(faults, $"{at}[{number}]", component, inModal: false);
        }
        CheckUnique(faults, at, components);
    }

    public static void CheckModal(FaultList faults, string at, IReadOnlyList<Component> components)
    {
        faults.Count(at, components.Count, 5, 1);
        foreach (var (number, component) in components.Index())
        {
            faults.When(component is not (Label or TextDisplay), $"{at}[{number}]", "NOT_HERE", "a modal holds labels and texts");
            Check(faults, $"{at}[{number}]", component, inModal: true);
        }
        CheckUnique(faults, at, components);
    }

    private static void CheckUnique(FaultList faults, string at, IReadOnlyList<Component> components)
    {
        var twice = components.SelectMany(CustomIds).GroupBy(id => id).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, at, "DUPLICATE_CUSTOM_ID", $"two components have the custom id '{twice?.Key}'");
    }

    private static void Check(FaultList faults, string at, Component component, bool inModal)
    {
        switch (component)
        {
            case ActionRow row:
                CheckRow(faults, $"{at}.components", row);
                break;
            case Button button:
                CheckButton(faults, at, button);
                break;
            case StringSelect select:
                CheckSelect(faults, at, select);
                break;
            case EntitySelect select:
                faults.Filled($"{at}.custom_id", select.CustomId, CustomId);
                CheckChoice(faults, at, select.Placeholder, select.MinValues, select.MaxValues);
                break;
            case TextInput input:
                faults.When(!inModal, at, "NOT_HERE", "text inputs are for modals");
                CheckInput(faults, at, input);
                break;
            case Label label:
                faults.When(!inModal, at, "NOT_HERE", "labels are for modals");
                faults.Filled($"{at}.label", label.Text, 45);
                faults.Length($"{at}.description", label.Description, 100);
                faults.When(label.Content is not (TextInput or StringSelect or EntitySelect), $"{at}.component", "NOT_HERE", "a label holds a text input or a select");
                Check(faults, $"{at}.component", label.Content, inModal);
                break;
            case TextDisplay text:
                faults.Filled($"{at}.content", text.Content, 4000);
                break;
            case Section section:
                faults.Count($"{at}.components", section.Components.Count, 3, 1);
                Check(faults, $"{at}.accessory", section.Accessory, inModal);
                break;
            case Thumbnail thumbnail:
                faults.Url($"{at}.media.url", thumbnail.Media.Url, 2048, "http", "https", "attachment");
                faults.Length($"{at}.description", thumbnail.Description, 1024);
                break;
            case Container container:
                faults.Range($"{at}.accent_color", container.AccentColor, 0, 0xFFFFFF);
                foreach (var (number, inner) in container.Components.Index())
                    Check(faults, $"{at}.components[{number}]", inner, inModal);
                break;
        }
    }

    private static void CheckRow(FaultList faults, string at, ActionRow row)
    {
        var selects = row.Components.Count(inner => inner is StringSelect or EntitySelect);
        faults.Count(at, row.Components.Count, 5, 1);
        faults.When(selects > 0 && row.Components.Count > 1, at, "TOO_MANY", "a row holds buttons, or one select");
        foreach (var (number, inner) in row.Components.Index())
        {
            faults.When(inner is not (Button or StringSelect or EntitySelect), $"{at}[{number}]", "NOT_HERE", "a row holds buttons, or one select");
            Check(faults, $"{at}[{number}]", inner, inModal: false);
        }
    }

    private static void CheckButton(FaultList faults, string at, Button button)
    {
        faults.Length($"{at}.label", button.Label, 80);
        faults.When(string.IsNullOrWhiteSpace(button.Label) && button.Emoji is null, $"{at}.label", "REQUIRED", "a button needs a label or an emoji");
        if (button.Style == ButtonStyle.Link)
        {
            faults.When(button.Url is null || button.CustomId is not null, at, "LINK", "a link button has an address and no custom id");
            faults.Url($"{at}.url", button.Url, 512, "http", "https", "discord");
        }
        else
        {
            faults.Filled($"{at}.custom_id", button.CustomId, CustomId);
            faults.When(button.Url is not null, $"{at}.url", "LINK", "only link buttons have an address");
        }
    }

    private static void CheckSelect(FaultList faults, string at, StringSelect select)
    {
        faults.Filled($"{at}.custom_id", select.CustomId, CustomId);
        CheckChoice(faults, at, select.Placeholder, select.MinValues, select.MaxValues);
        faults.Count($"{at}.options", select.Options.Count, 25, 1);
        foreach (var (number, option) in select.Options.Index())
        {
            faults.Filled($"{at}.options[{number}].label", option.Label, 100);
            faults.Filled($"{at}.options[{number}].value", option.Value, 100);
            faults.Length($"{at}.options[{number}].description", option.Description, 100);
        }
        var twice = select.Options.GroupBy(option => option.Value).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, $"{at}.options", "DUPLICATE", $"two options have the value '{twice?.Key}'");
    }

    private static void CheckChoice(FaultList faults, string at, string? placeholder, int? min, int? max)
    {
        faults.Length($"{at}.placeholder", placeholder, 150);
        faults.Range($"{at}.min_values", min, 0, 25);
        faults.Range($"{at}.max_values", max, 1, 25);
        faults.When(min > max, $"{at}.min_values", "OUT_OF_RANGE", "more than max_values");
    }

    private static void CheckInput(FaultList faults, string at, TextInput input)
    {
        faults.Filled($"{at}.custom_id", input.CustomId, CustomId);
        faults.Range($"{at}.min_length", input.MinLength, 0, 4000);
        faults.Range($"{at}.max_length", input.MaxLength, 1, 4000);
        faults.When(input.MinLength > input.MaxLength, $"{at}.min_length", "OUT_OF_RANGE", "more than max_length");
        faults.Length($"{at}.value", input.Value, 4000);
        faults.Length($"{at}.placeholder", input.Placeholder, 100);
    }

    private static int CountAll(Component component) => 1 + Inner(component).Sum(CountAll);

    private static IEnumerable<string> CustomIds(Component component)
    {
        var own = component switch
        {
            Button { CustomId: { } id } => id,
            StringSelect select => select.CustomId,
            EntitySelect select => select.CustomId,
            TextInput input => input.CustomId,
            _ => null,
        };
        return own is null ? Inner(component).SelectMany(CustomIds) : [own];
    }

    private static IEnumerable<Component> Inner(Component component) => component switch
    {
        ActionRow row => row.Components,
        Container container => container.Components,
        Section section => [.. section.Components, section.Accessory],
        Label label => [label.Content],
        _ => [],
    };
}
