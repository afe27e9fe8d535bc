using System.Text.Json;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

public sealed class DeskChecksTests
{
    [Fact]
    public void A_sound_desk_has_no_faults_and_survives_json_whole()
    {
        var desk = Desks.With(Desks.Agent(1, 5, new Membership(Desks.Sales, 2, 30)));
        desk = desk with
        {
            Schedules =
            [
                .. desk.Schedules,
                new Schedule
                {
                    Id = "dated", Zone = "Asia/Shanghai",
                    Overrides = [new DateOverride { Date = new DateOnly(2026, 10, 1), Kind = DateOverrideKind.Modified, Intervals = [new DayInterval(0, 60)] }],
                },
            ],
        };
        DeskChecks.Faults(desk).ShouldBeEmpty();
        var json = JsonSerializer.Serialize(desk);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Desk>(json)).ShouldBe(json);
    }

    [Fact]
    public void An_older_desk_without_the_newer_settings_gets_their_starting_values()
    {
        var queue = JsonSerializer.Deserialize<Queue>("""{"Id":"q","Name":"Q","ScheduleId":"s"}""")!;
        queue.ShouldBe(new Queue { Id = "q", Name = "Q", ScheduleId = "s" });
        (queue.AcceptSeconds, queue.MaxWaitSeconds, queue.Silence.CloseSeconds).ShouldBe((20, 1_200, 600));
    }

    [Fact]
    public void Every_fault_is_named_with_its_field_and_value()
    {
        var desk = Desks.With(Desks.Agent(1), Desks.Agent(1, 0, new Membership("nowhere", 10)));
        desk = desk.Change(Desks.Sales, q => q with
        {
            AcceptSeconds = 4, WrapUpSeconds = 301, ServiceGuaranteeSeconds = 1_200, Silence = new SilenceSettings { CountdownSeconds = 180 },
        });
        desk = desk with
        {
            Schedules = [.. desk.Schedules, new Schedule { Id = "x", Zone = "Mars/Base", Weekly = [new(DayOfWeek.Monday, 0, 1_441)] }],
            EntryPoints = [desk.EntryPoints[0] with { Rules = [.. desk.EntryPoints[0].Rules.SkipLast(1)] }],
        };
        var faults = DeskChecks.Faults(desk);
        string[] expected =
        [
            "agents 1: given 2 times", "schedules[x].zone Mars/Base", "schedules[x].weekly[monday].endMinute 1441",
            "queues[sales].acceptSeconds 4", "queues[sales].wrapUpSeconds 301", "queues[sales].serviceGuaranteeSeconds 1200",
            "queues[sales].silence.countdownSeconds 180", "entryPoints[shop].rules: the last rule must hold always",
            "agents[1].capacity 0", "agents[1].memberships[nowhere].queueId nowhere", "agents[1].memberships[nowhere].priority 10",
        ];
        foreach (var fault in expected)
        {
            faults.ShouldContain(f => f.ToString().StartsWith(fault, StringComparison.Ordinal), $"{fault} among:\n{string.Join('\n', faults)}");
        }

        faults.Count.ShouldBe(expected.Length);
        Should.Throw<ArgumentException>(() => new RoutingCore(desk)).Message.ShouldContain("Mars/Base");
    }

    [Fact]
    public void A_delay_at_or_after_the_service_guarantee_is_a_fault()
    {
        var desk = Desks.With(Desks.Agent(1, 5, new Membership(Desks.Sales, 1, DelaySeconds: 900)));
        DeskChecks.Faults(desk).ShouldHaveSingleItem()
            .ShouldBe(new DeskFault("agents[1].memberships[sales].delaySeconds", "900", FaultCodes.DelayBeyondGuarantee, "must be 0 to 899"));
    }
}
