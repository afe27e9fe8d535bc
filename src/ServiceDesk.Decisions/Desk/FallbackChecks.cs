namespace ServiceDesk.Decisions.Configuration;

/// <summary>The ways out of a queue: there is one, each is complete, none is offered twice.</summary>
internal static class FallbackChecks
{
    private const int Longest = 60;
    private const int MinutesPerDay = 1_440;

    public static void Check(FaultList faults, Queue queue)
    {
        var item = $"queues[{queue.Id}].fallbacks";
        if (queue.Fallbacks.Count == 0)
        {
            faults.Add(item, null, FaultCodes.NoFallback, "there must be a way out for whom nobody can take");
        }

        faults.Count(item, queue.Fallbacks.Count, 10);
        faults.Unique(item, queue.Fallbacks.Where(f => f.Kind is FallbackKind.Bot or FallbackKind.Message or FallbackKind.CallBack).Select(f => f.Kind.ToString()));
        for (var at = 0; at < queue.Fallbacks.Count; at++)
        {
            Check(faults, $"{item}[{at}]", queue.Fallbacks[at]);
        }

        var slots = queue.CallBack;
        faults.Range($"queues[{queue.Id}].callBack.slotMinutes", slots.SlotMinutes, 5, 240);
        faults.Range($"queues[{queue.Id}].callBack.leadMinutes", slots.LeadMinutes, 0, 10_080);
        faults.Range($"queues[{queue.Id}].callBack.daysAhead", slots.DaysAhead, 1, 60);
        if (slots.SlotMinutes > 0 && MinutesPerDay % slots.SlotMinutes != 0)
        {
            faults.Add($"queues[{queue.Id}].callBack.slotMinutes", slots.SlotMinutes, FaultCodes.Range, "must divide a day of 1440 minutes");
        }
    }

    private static void Check(FaultList faults, string item, Fallback fallback)
    {
        var isSound = fallback.Kind switch
        {
            FallbackKind.Email => IsAddress(fallback.Target),
            FallbackKind.Link => IsPage(fallback.Target),
            _ => fallback.Target is null,
        };
        if (!isSound)
        {
            faults.Add($"{item}.target", fallback.Target, FaultCodes.Format, fallback.Kind switch
            {
                FallbackKind.Email => "must be an e-mail address",
                FallbackKind.Link => "must be an absolute https address of at most 2000 characters",
                _ => "is for email and link only",
            });
        }

        if (fallback.Label is { } label)
        {
            faults.Text($"{item}.label", label, Longest);
        }
    }

    private static bool IsAddress(string? target) =>
        target is { Length: <= 320 } && target.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !target.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsPage(string? target) =>
        target is { Length: <= 2_000 } && Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
}
