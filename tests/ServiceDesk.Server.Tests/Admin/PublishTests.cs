using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

using SaveDraftRequest = ServiceDesk.Server.Admin.SaveDraftRequest;

namespace ServiceDesk.Server.Tests.Admin;

public sealed class PublishTests(AdminDesk desk) : IClassFixture<AdminDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Desk InForce => desk.Host.Get<CurrentDesk>().Value;

    [Fact]
    public async Task A_published_draft_is_in_force_stored_told_of_and_used_up()
    {
        var before = await desk.Published();
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Sales and more"));
        draft.ShouldSatisfyAllConditions(
            d => d.Faults.ShouldBeEmpty(), d => d.BasedOn.ShouldBe(before.Version), d => d.Author.ShouldBe("Alex"), d => d.SavedAt.ShouldNotBeNull());

        var published = await AdminDesk.Read<DeskPublished>(await desk.Publish(draft.Revision, note: "Wider"));
        published.ShouldSatisfyAllConditions(
            p => p.Version.ShouldBe(before.Version + 1), p => p.Author.ShouldBe("Alex"), p => p.Note.ShouldBe("Wider"), p => p.Desk.Queues[0].Name.ShouldBe("Sales and more"));
        InForce.ShouldSatisfyAllConditions(d => d.Version.ShouldBe(published.Version), d => d.Queues[0].Name.ShouldBe("Sales and more"));
        var next = await desk.Draft();
        next.ShouldSatisfyAllConditions(d => d.Revision.ShouldBeGreaterThan(draft.Revision), d => d.SavedAt.ShouldBeNull(), d => d.BasedOn.ShouldBe(published.Version));

        (await desk.Get<List<VersionRow>>("/api/admin/desk/versions"))[0].ShouldBe(
            new VersionRow(published.Version, published.PublishedAt, "Alex", "Wider", null));
        await using var db = desk.Host.OpenDb();
        (await db.RoutingDomains.SingleAsync(Cancellation)).RulesetVersion.ShouldBe(published.Version);
        var acts = await db.Audit.OrderByDescending(a => a.Id).Take(2).ToListAsync(Cancellation);
        acts.Select(a => a.What).ShouldBe([AuditTrail.Publish, AuditTrail.SaveDraft]);
        acts[0].ShouldSatisfyAllConditions(a => a.Who.ShouldStartWith("agent:"), a => a.OnWhat.ShouldBe($"desk version {published.Version}"), a => a.Details.ShouldBe("Wider"));
    }

    [Fact]
    public async Task A_draft_with_faults_is_kept_and_never_published()
    {
        var before = InForce;
        var draft = await desk.Save(d => d with
        {
            Queues = [d.Queues[0] with { AcceptSeconds = 4, ServiceGuaranteeSeconds = 5_000 }, .. d.Queues.Skip(1)],
            Skills = [new Skill { Id = "german", Name = "German" }],
            Agents = [.. d.Agents, new Agent { Id = 99_999, Name = "Nobody" }],
            EntryPoints = [d.EntryPoints[0] with { ScheduleId = "nowhere" }],
        });
        string[] expected =
        [
            "queues[sales].acceptSeconds range", "queues[sales].serviceGuaranteeSeconds guarantee_beyond_wait",
            "entryPoints[shop].scheduleId unknown", "skills[german] skill_nobody_has", "agents[99999] no_account",
        ];
        draft.Faults.Select(f => $"{f.Item} {f.Code}").ShouldBe(expected);

        using var answer = await desk.Publish(draft.Revision);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = System.Text.Json.JsonSerializer.Deserialize<DeskProblem>(await answer.Content.ReadAsStringAsync(Cancellation), WireJson.Options)!;
        (problem.Code, problem.Status).ShouldBe((ErrorCodes.InvalidDesk, 422));
        problem.Faults.ShouldBe(draft.Faults);
        InForce.ShouldBeSameAs(before);
        (await desk.Draft()).Revision.ShouldBe(draft.Revision);
    }

    [Fact]
    public async Task Case_30_a_publication_repeated_is_one_version_and_its_id_serves_no_other()
    {
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Once"));
        var command = Guid.CreateVersion7();
        var first = await AdminDesk.Read<DeskPublished>(await desk.Publish(draft.Revision, command));
        var again = await AdminDesk.Read<DeskPublished>(await desk.Publish(draft.Revision, command));
        (again.Version, again.PublishedAt).ShouldBe((first.Version, first.PublishedAt));
        InForce.Version.ShouldBe(first.Version);
        (await AdminDesk.Refusal(await desk.Publish(draft.Revision, command, "another note"))).Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        (await AdminDesk.Refusal(await desk.Post($"/api/admin/desk/versions/1/roll-back", new RollBackRequest(command)))).Code.ShouldBe(ErrorCodes.IdempotencyConflict);
    }

    [Fact]
    public async Task Whoever_saw_another_draft_changes_nothing()
    {
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Kept"));
        var (revision, content) = (draft.Revision, AdminDesk.Rename(draft.Desk, "Lost"));
        (await AdminDesk.Refusal(await desk.Put(new SaveDraftRequest(revision - 1, content)))).Code.ShouldBe(ErrorCodes.VersionConflict);
        (await AdminDesk.Refusal(await desk.Publish(revision - 1))).Code.ShouldBe(ErrorCodes.VersionConflict);
        using var stale = System.Net.Http.Json.JsonContent.Create(new DiscardDraftRequest(revision - 1));
        (await AdminDesk.Refusal(await desk.Send(HttpMethod.Delete, "/api/admin/desk/draft", stale))).Code.ShouldBe(ErrorCodes.VersionConflict);
        var kept = await desk.Draft();
        (kept.Revision, kept.Desk.Queues[0].Name).ShouldBe((revision, "Kept"));

        using var discard = System.Net.Http.Json.JsonContent.Create(new DiscardDraftRequest(revision));
        (await desk.Send(HttpMethod.Delete, "/api/admin/desk/draft", discard)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var gone = await desk.Draft();
        gone.Desk.Queues[0].Name.ShouldBe(InForce.Queues[0].Name);
        (await AdminDesk.Refusal(await desk.Publish(gone.Revision))).Code.ShouldBe(ErrorCodes.VersionConflict);
    }

    [Fact]
    public async Task Of_many_who_publish_at_once_one_does()
    {
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Race"));
        var before = InForce.Version;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Publish(draft.Revision)));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            (await AdminDesk.Refusal(refused)).Code.ShouldBe(ErrorCodes.VersionConflict);
        }

        InForce.Version.ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_old_version_comes_back_as_a_new_one_and_drafts_begun_before_are_told()
    {
        var old = await desk.Published();
        var changed = await AdminDesk.Read<DeskPublished>(await desk.Publish((await desk.Save(d => AdminDesk.Rename(d, "Regretted"))).Revision));
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Begun before"));

        var back = await AdminDesk.Read<DeskPublished>(
            await desk.Post($"/api/admin/desk/versions/{old.Version}/roll-back", new RollBackRequest(Guid.CreateVersion7(), "Sorry")));
        (back.Version, back.RolledBackFrom, back.Desk.Queues[0].Name).ShouldBe((changed.Version + 1, old.Version, old.Desk.Queues[0].Name));
        InForce.Queues[0].Name.ShouldBe(old.Desk.Queues[0].Name);

        (await AdminDesk.Refusal(await desk.Publish(draft.Revision))).Code.ShouldBe(ErrorCodes.VersionConflict);
        InForce.Version.ShouldBe(back.Version);
        var seen = await AdminDesk.Read<DeskDraft>(await desk.Put(new SaveDraftRequest(draft.Revision, draft.Desk, back.Version)));
        (await AdminDesk.Read<DeskPublished>(await desk.Publish(seen.Revision))).Desk.Queues[0].Name.ShouldBe("Begun before");
        (await AdminDesk.Refusal(await desk.Post("/api/admin/desk/versions/4711/roll-back", new RollBackRequest(Guid.CreateVersion7())))).Code.ShouldBe(ErrorCodes.NotFound);
        (await desk.Get<DeskPublished>($"/api/admin/desk/versions/{old.Version}")).Desk.Queues[0].Name.ShouldBe(old.Desk.Queues[0].Name);
    }

    [Fact]
    public async Task I7_who_waits_keeps_the_place_when_a_version_is_published()
    {
        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var key = await Key(session.SessionId);
        await AdminDesk.Read<DeskPublished>(await desk.Publish((await desk.Save(d => AdminDesk.Rename(d, "While they wait"))).Revision));
        (await Key(session.SessionId)).ShouldBe(key);
    }

    private async Task<DateTimeOffset> Key(long session)
    {
        await using var db = desk.Host.OpenDb();
        var row = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == session, Cancellation);
        return RoutingJson.Read<ServiceDesk.Decisions.Sessions.SessionState>(row.Core).Key!.Value;
    }
}
