namespace ServiceDesk.Decisions.Configuration;

/// <summary>The conditions of routing rules, part by part.</summary>
internal static class ConditionChecks
{
    private const int MostParts = 100;
    private const int Deepest = 8;
    private const int LongestText = 200;

    public static void Check(FaultList faults, string item, Condition condition, Desk desk)
    {
        if (Size(condition) is var size && size > MostParts)
        {
            faults.Add(item, size, FaultCodes.Range, FormattableString.Invariant($"there may be at most {MostParts} parts"));
        }

        if (Depth(condition) is var depth && depth > Deepest)
        {
            faults.Add(item, depth, FaultCodes.Range, FormattableString.Invariant($"parts may stand at most {Deepest} deep in each other"));
        }

        Part(faults, item, condition, desk);
    }

    private static void Part(FaultList faults, string item, Condition condition, Desk desk)
    {
        switch (condition)
        {
            case AllOf or AnyOf or NotThat:
                Parts(faults, item, condition, desk);
                break;
            case ChannelIs { Channel: var channel } when desk.Channels.All(c => c.Id != channel) && desk.EntryPoints.All(e => e.Channel != channel):
                faults.Add($"{item}.channel", channel, FaultCodes.Unknown, "no entry point has this channel");
                break;
            case EntryPointIs { EntryPoint: var entry } when desk.EntryPoints.All(e => e.Key != entry):
                faults.Add($"{item}.entryPoint", entry, FaultCodes.Unknown, "does not exist");
                break;
            case SourceIs source:
                Source(faults, item, source);
                break;
            case LanguageIs language:
                faults.Id($"{item}.language", language.Language, longest: 35);
                break;
            case TopicIs topic:
                faults.Text($"{item}.topic", topic.Topic, 100);
                break;
            case AttributeIs attribute:
                Attribute(faults, item, attribute);
                break;
            case BotResultIs bot:
                faults.Text($"{item}.result", bot.Result, 100);
                break;
        }
    }

    private static void Parts(FaultList faults, string item, Condition condition, Desk desk)
    {
        var parts = ConditionEvaluation.PartsOf(condition);
        if (parts.Count == 0)
        {
            faults.Add($"{item}.parts", null, FaultCodes.Format, "must have at least one part");
        }

        for (var i = 0; i < parts.Count; i++)
        {
            var at = condition is NotThat ? $"{item}.part" : FormattableString.Invariant($"{item}.parts[{i}]");
            Part(faults, at, parts[i], desk);
        }
    }

    private static void Source(FaultList faults, string item, SourceIs source)
    {
        if (source is { PathPrefix: null, Contains: null })
        {
            faults.Add(item, null, FaultCodes.Format, "needs pathPrefix or contains");
        }

        if (source.PathPrefix is { } path && (!path.StartsWith('/') || path.Length > LongestText))
        {
            faults.Add($"{item}.pathPrefix", path[..Math.Min(path.Length, LongestText)], FaultCodes.Format, "must begin with / and have at most 200 characters");
        }

        if (source.Contains is { } text)
        {
            faults.Text($"{item}.contains", text, LongestText);
        }
    }

    private static void Attribute(FaultList faults, string item, AttributeIs attribute)
    {
        faults.Id($"{item}.name", attribute.Name);
        if (attribute.Comparison == AttributeComparison.Exists)
        {
            if (attribute.Value is not null)
            {
                faults.Add($"{item}.value", attribute.Value, FaultCodes.Conflict, "whether it is given is asked without a value");
            }
        }
        else if (attribute.Comparison is AttributeComparison.Is or AttributeComparison.Contains)
        {
            faults.Text($"{item}.value", attribute.Value ?? "", LongestText);
        }
        else if (ConditionEvaluation.Number(attribute.Value) is null)
        {
            faults.Add($"{item}.value", attribute.Value ?? "", FaultCodes.Format, "must be a number: an optional sign, digits, a point");
        }
    }

    private static int Size(Condition condition) => 1 + ConditionEvaluation.PartsOf(condition).Sum(Size);

    private static int Depth(Condition condition) => 1 + ConditionEvaluation.PartsOf(condition).Select(Depth).DefaultIfEmpty(0).Max();
}
