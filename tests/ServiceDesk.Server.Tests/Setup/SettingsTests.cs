using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Setup;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class SettingsTests
{
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
            Directory.Delete(root, recursive: true);
        }
    }
}
