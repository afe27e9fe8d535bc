using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Server.Setup;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class SettingsTests
{
    private const string Begin = "<!-- settings: written by SettingsTests -->";
    private const string End = "<!-- /settings -->";

    [Fact]
    public void One_message_lists_every_fault_of_every_section_with_setting_and_value()
    {
        var faults = FaultsOf(new()
        {
            ["Host:ShutdownSeconds"] = "0",
            ["Host:MaxRequestBytes"] = "many",
            ["Demo:RingSeconds"] = "4",
            ["Demo:SupportHours"] = "Sometimes",
            ["Demo:Password"] = "short",
            ["Demo:Rings"] = "3",
            ["Origins:Desk"] = "http://localhost:5080/desk",
            ["Visitors:AccessTokenSeconds"] = "-1",
        });

        faults.ShouldNotBeNull();
        faults.ShouldContain("Host:MaxRequestBytes = many");
        faults.ShouldContain("Demo:SupportHours = Sometimes: must be one of AllWeek, Business, Never");
        faults.ShouldContain("Demo:Rings is no setting of this version");
        faults.ShouldContain("Origins:Desk = http://localhost:5080/desk");
        faults.ShouldContain("Visitors:AccessTokenSeconds = -1");
    }

    [Fact]
    public void A_section_that_can_be_read_names_all_values_out_of_range()
    {
        var faults = FaultsOf(new() { ["Demo:RingSeconds"] = "4", ["Demo:Capacity"] = "101", ["Demo:Password"] = "short", ["Host:ShutdownSeconds"] = "0" });

        faults.ShouldNotBeNull();
        faults.ShouldContain("Demo:RingSeconds = 4: ");
        faults.ShouldContain("between 5 and 120");
        faults.ShouldContain("Demo:Capacity = 101: ");
        faults.ShouldContain("Host:ShutdownSeconds = 0: ");
        faults.ShouldContain("Demo:Password = (not shown): ");
        faults.ShouldNotContain("short");
    }

    [Fact]
    public void Values_that_contradict_each_other_are_faults()
    {
        FaultsOf(new() { ["Demo:SilenceWarnSeconds"] = "300" }).ShouldNotBeNull().ShouldContain("Demo:SilenceCountdownSeconds = 300: must be above Demo:SilenceWarnSeconds");
    }

    [Fact]
    public void The_defaults_are_well() => FaultsOf([]).ShouldBeNull();

    [Fact]
    public async Task The_documentation_lists_every_setting_with_default_and_range()
    {
        var root = RunningServer.NewRoot();
        string table;
        await using (var server = new RunningServer(root, []))
        {
            table = Table(server.Services.GetServices<SettingsShape>());
        }

        TestDesk.Delete(root);
        var path = Path.Combine(Repository.Root, "docs", "running.md");
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = page.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            await File.WriteAllTextAsync(path, page[..from] + table + page[to..], TestContext.Current.CancellationToken);
            return;
        }

        page[from..to].ShouldBe(table, "Write it anew: UPDATE_APPROVED=1 and this test.");
    }

    private static string Table(IEnumerable<SettingsShape> shapes) =>
        $"\n| setting | default | range |\n|---|---|---|\n{string.Join('\n', shapes.OrderBy(s => s.Section, StringComparer.Ordinal).SelectMany(s => Lines(s.Section, Activator.CreateInstance(s.Shape)!)))}\n";

    private static IEnumerable<string> Lines(string section, object defaults) =>
        from property in defaults.GetType().GetProperties()
        where property.CanWrite
        let name = $"{section}:{property.Name}"
        let value = property.GetValue(defaults)
        from line in value is null or string or ValueType ? [$"| `{name}` | {Shown(value)} | {Limits(property)} |"] : Lines(name, value)
        select line;

    private static string Shown(object? value) => value switch
    {
        null => "none",
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Limits(PropertyInfo property) =>
        property.GetCustomAttribute<RangeAttribute>() is { } range ? $"{Shown(range.Minimum)}–{Shown(range.Maximum)}"
        : property.GetCustomAttribute<StringLengthAttribute>() is { } length ? $"{length.MinimumLength}–{length.MaximumLength} characters"
        : property.PropertyType.IsEnum ? string.Join(", ", Enum.GetNames(property.PropertyType))
        : string.Empty;

    private static string? FaultsOf(Dictionary<string, string?> settings)
    {
        var root = RunningServer.NewRoot();
        try
        {
            var thrown = Record.Exception(() => new RunningServer(root, settings));
            return thrown is null ? null : Settings.Faults(thrown);
        }
        finally
        {
            TestDesk.Delete(root);
        }
    }
}
