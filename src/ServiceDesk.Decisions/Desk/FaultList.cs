using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>Gathers faults; what the checks of all items have in common.</summary>
internal sealed class FaultList
{
    private readonly List<DeskFault> faults = [];

    public IReadOnlyList<DeskFault> All => faults;

    public void Add(string item, object? value, string code, string text, FaultSeverity severity = FaultSeverity.Error) =>
        faults.Add(new DeskFault(item, value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture), code, text, severity));

    public void Range(string item, int value, int low, int high, string code = FaultCodes.Range)
    {
        if (value < low || value > high)
        {
            Add(item, value, code, FormattableString.Invariant($"must be {low} to {high}"));
        }
    }

    public void Unique(string item, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            Add(item, twice.Key, FaultCodes.Duplicate, FormattableString.Invariant($"given {twice.Count()} times"));
        }
    }

    public void Known(string item, string? id, ICollection<string> known)
    {
        if (id is null || !known.Contains(id))
        {
            Add(item, id ?? "", FaultCodes.Unknown, "does not exist");
        }
    }

    /// <summary>Text that people read: not blank, without control characters.</summary>
    public void Text(string item, string value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > longest || value.Any(char.IsControl))
        {
            Add(item, Short(value), FaultCodes.Format, FormattableString.Invariant($"must be 1 to {longest} characters, none of them a control character"));
        }
    }

    /// <summary>A name by which programs know an item.</summary>
    public void Id(string item, string value, int longest = 60)
    {
        if (value.Length is 0 || value.Length > longest || !char.IsAsciiLetterOrDigit(value[0]) || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            Add(item, Short(value), FaultCodes.Format, FormattableString.Invariant($"must be 1 to {longest} letters, digits, '-', '_' or '.', the first a letter or digit"));
        }
    }

    public void Count(string item, int count, int most)
    {
        if (count > most)
        {
            Add(item, count, FaultCodes.Range, FormattableString.Invariant($"there may be at most {most}"));
        }
    }

    private static string Short(string value) => value.Length <= 100 ? value : value[..100];
}
