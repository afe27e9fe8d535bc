namespace ServiceDesk.Decisions.Configuration;

/// <summary>What is wrong with a desk, at one place.</summary>
/// <param name="Item">Where, in the names of the JSON and by the ids of items: <c>queues[billing].acceptSeconds</c>.</param>
/// <param name="Value">What stands there, as text; null where that says nothing.</param>
/// <param name="Code">Of <see cref="FaultCodes"/>; programs decide by it.</param>
/// <param name="Text">Why it is wrong, in English.</param>
public sealed record DeskFault(string Item, string? Value, string Code, string Text, FaultSeverity Severity = FaultSeverity.Error)
{
    /// <summary>Item, value and text in one line.</summary>
    public override string ToString() => Value is null ? $"{Item}: {Text}" : $"{Item} {Value}: {Text}";
}

public enum FaultSeverity
{
    /// <summary>The desk is not published with it.</summary>
    Error,

    /// <summary>Likely a mistake; it may be published.</summary>
    Warning,
}

/// <summary>The stable codes of faults.</summary>
public static class FaultCodes
{
    /// <summary>A number outside its range.</summary>
    public const string Range = "range";

    /// <summary>Nothing, too much, or what has another form.</summary>
    public const string Format = "format";

    /// <summary>What is named does not exist.</summary>
    public const string Unknown = "unknown";

    /// <summary>The same id, key or date twice.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>Two settings that cannot stand together.</summary>
    public const string Conflict = "conflict";

    /// <summary>Part of the format and not offered by this version.</summary>
    public const string Disabled = "feature_disabled";

    /// <summary>An entry point whose last rule does not always hold.</summary>
    public const string NoDefault = "no_default";

    /// <summary>A rule that is never reached, because those before it hold whenever it does.</summary>
    public const string Shadowed = "shadowed";

    /// <summary>A rule whose condition can never hold.</summary>
    public const string NeverHolds = "never_holds";

    /// <summary>Nobody could ever serve what comes by this rule.</summary>
    public const string Unservable = "unservable";

    /// <summary>A skill that nobody has.</summary>
    public const string SkillNobodyHas = "skill_nobody_has";

    /// <summary>A ladder that ends sessions before any way out was offered.</summary>
    public const string NoFallback = "no_fallback";

    /// <summary>A step that is never taken.</summary>
    public const string NeverTaken = "never_taken";

    /// <summary>Moves to other queues that lead back.</summary>
    public const string Cycle = "cycle";

    /// <summary>Hours that never come.</summary>
    public const string NeverOpens = "never_opens";

    /// <summary>Closed by the emergency switch.</summary>
    public const string Emergency = "emergency";

    /// <summary>A membership's delay that is not over before the service guarantee.</summary>
    public const string DelayBeyondGuarantee = "delay_beyond_guarantee";

    /// <summary>A service guarantee that is not below the longest wait.</summary>
    public const string GuaranteeBeyondWait = "guarantee_beyond_wait";

    /// <summary>An agent without an account that may sign in.</summary>
    public const string NoAccount = "no_account";
}
