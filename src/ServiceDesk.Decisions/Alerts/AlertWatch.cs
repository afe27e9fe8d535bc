namespace ServiceDesk.Decisions.Alerts;

/// <summary>How it stands with one cause: one rule, for one queue or the desk.</summary>
/// <param name="Since">Since when it has been turning towards the other phase, or null while it does not.</param>
public sealed record AlertState(bool IsRaised, DateTimeOffset? Since)
{
    /// <summary>Nothing is the matter.</summary>
    public static AlertState Quiet { get; } = new(false, null);
}

public enum AlertTurn { None, Raised, Cleared }

/// <summary>
/// Judges a figure against its rule. It is bad beyond the threshold and good again only on the other side of
/// <see cref="AlertRule.ClearAt"/>; in between everything stays as it is. Either turn needs its time without a break.
/// </summary>
public static class AlertWatch
{
    /// <param name="value">The figure now; null without data, which is nothing to be alarmed by.</param>
    /// <param name="now">Not before that of the last step.</param>
    public static (AlertState State, AlertTurn Turn) Step(AlertRule rule, AlertState state, double? value, DateTimeOffset now)
    {
        var turning = state.IsRaised ? IsGood(rule, value) : IsBad(rule, value);
        if (!turning)
        {
            return (state with { Since = null }, AlertTurn.None);
        }

        var since = state.Since ?? now;
        var needed = TimeSpan.FromSeconds(state.IsRaised ? rule.ClearSeconds : rule.RaiseSeconds);
        if (now - since < needed)
        {
            return (state with { Since = since }, AlertTurn.None);
        }

        return state.IsRaised ? (AlertState.Quiet, AlertTurn.Cleared) : (new AlertState(true, null), AlertTurn.Raised);
    }

    private static bool IsBad(AlertRule rule, double? value) =>
        rule.Enabled && value is { } v && (rule.Symptom.IsBadWhenLow() ? v < rule.Threshold : v > rule.Threshold);

    private static bool IsGood(AlertRule rule, double? value) =>
        !rule.Enabled || value is not { } v || (rule.Symptom.IsBadWhenLow() ? v >= rule.ClearAt : v <= rule.ClearAt);
}
