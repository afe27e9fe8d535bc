namespace ServiceDesk.Decisions.Configuration;

/// <summary>What single statements say of each other.</summary>
internal static class Statements
{
    /// <summary>Whether the second certainly holds when the first does.</summary>
    public static bool Implies(Statement one, Statement two) => (one.Holds, two.Holds) switch
    {
        (true, true) => Implies(one.Atom, two.Atom),
        (false, false) => Implies(two.Atom, one.Atom),
        (true, false) => Excludes(one.Atom, two.Atom),
        // That one thing is not so never says that another is.
        _ => false,
    };

    /// <summary>Whether both certainly never hold together.</summary>
    public static bool Excludes(Statement one, Statement two) => Implies(one, two with { Holds = !two.Holds });

    private static bool Implies(Condition one, Condition two) => (one, two) switch
    {
        (SourceIs a, SourceIs b) => Implies(a, b),
        (LanguageIs a, LanguageIs b) => ConditionEvaluation.Speaks(b.Language, a.Language),
        (ChannelIs a, ChannelIs b) => ConditionEvaluation.Same(a.Channel, b.Channel),
        (TopicIs a, TopicIs b) => ConditionEvaluation.Same(a.Topic, b.Topic),
        (BotResultIs a, BotResultIs b) => ConditionEvaluation.Same(a.Result, b.Result),
        (AttributeIs a, AttributeIs b) => ConditionEvaluation.Same(a.Name, b.Name) && Implies(a, b),
        _ => false,
    };

    private static bool Excludes(Condition one, Condition two) => (one, two) switch
    {
        (SourceIs { PathPrefix: { } a, Contains: null }, SourceIs { PathPrefix: { } b, Contains: null }) => !Begins(a, b) && !Begins(b, a),
        (LanguageIs a, LanguageIs b) => !ConditionEvaluation.Speaks(a.Language, b.Language) && !ConditionEvaluation.Speaks(b.Language, a.Language),
        (ChannelIs a, ChannelIs b) => !ConditionEvaluation.Same(a.Channel, b.Channel),
        (TopicIs a, TopicIs b) => !ConditionEvaluation.Same(a.Topic, b.Topic),
        (BotResultIs a, BotResultIs b) => !ConditionEvaluation.Same(a.Result, b.Result),
        (AttributeIs a, AttributeIs b) => ConditionEvaluation.Same(a.Name, b.Name) && Excludes(a, b),
        _ => false,
    };

    private static bool Implies(SourceIs one, SourceIs two) =>
        (two.PathPrefix is null || (one.PathPrefix is { } path && Begins(path, two.PathPrefix)))
        && (two.Contains is null || (one.Contains is { } text && text.Contains(two.Contains, StringComparison.OrdinalIgnoreCase)));

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static bool Implies(AttributeIs one, AttributeIs two) => (one.Comparison, two.Comparison) switch
    {
        (_, AttributeComparison.Exists) => true,
        (AttributeComparison.Is, _) => ConditionEvaluation.Compares(two, one.Value ?? ""),
        (AttributeComparison.Contains, AttributeComparison.Contains) =>
            (one.Value ?? "").Contains(two.Value ?? "", StringComparison.OrdinalIgnoreCase),
        _ => Ordered(one, two, (a, b) => a.From >= b.From && a.To <= b.To),
    };

    private static bool Excludes(AttributeIs one, AttributeIs two) => (one.Comparison, two.Comparison) switch
    {
        (AttributeComparison.Is, _) => !ConditionEvaluation.Compares(two, one.Value ?? ""),
        (_, AttributeComparison.Is) => !ConditionEvaluation.Compares(one, two.Value ?? ""),
        _ => Ordered(one, two, (a, b) => a.From > b.To || b.From > a.To),
    };

    private static bool Ordered(AttributeIs one, AttributeIs two, Func<Interval, Interval, bool> holds) =>
        Interval.Of(one) is { } a && Interval.Of(two) is { } b && holds(a, b);

    /// <summary>The numbers that a comparison admits; each end is a number and whether it lies beside it.</summary>
    private readonly record struct Interval(End From, End To)
    {
        public static Interval? Of(AttributeIs asked) => ConditionEvaluation.Number(asked.Value) is not { } limit ? null : asked.Comparison switch
        {
            AttributeComparison.AtLeast => new Interval(new End(limit, 0), End.Highest),
            AttributeComparison.MoreThan => new Interval(new End(limit, 1), End.Highest),
            AttributeComparison.AtMost => new Interval(End.Lowest, new End(limit, 0)),
            AttributeComparison.LessThan => new Interval(End.Lowest, new End(limit, -1)),
            _ => null,
        };
    }

    private readonly record struct End(decimal Number, int Beside) : IComparable<End>
    {
        public static readonly End Highest = new(decimal.MaxValue, 2);

        public static readonly End Lowest = new(decimal.MinValue, -2);

        public int CompareTo(End other) => Number.CompareTo(other.Number) is var order and not 0 ? order : Beside.CompareTo(other.Beside);

        public static bool operator <(End one, End two) => one.CompareTo(two) < 0;

        public static bool operator >(End one, End two) => one.CompareTo(two) > 0;

        public static bool operator <=(End one, End two) => one.CompareTo(two) <= 0;

        public static bool operator >=(End one, End two) => one.CompareTo(two) >= 0;
    }
}
