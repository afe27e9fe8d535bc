using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using Shouldly;
using Xunit;

using SaveDraftRequest = ServiceDesk.Server.Admin.SaveDraftRequest;

namespace ServiceDesk.Server.Tests.Admin;

/// <summary>What is no configuration is refused whole, with everything that is wrong, and leaves the draft as it was.</summary>
public sealed class DraftInputTests(AdminDesk desk) : IClassFixture<AdminDesk>
{
    [Fact]
    public async Task Everything_that_does_not_fit_is_named_at_once()
    {
        var draft = await desk.Draft();
        var body = JsonSerializer.SerializeToNode(new SaveDraftRequest(draft.Revision, draft.Desk), DeskJson.Options)!;
        var sales = body["desk"]!["queues"]![0]!;
        sales["aceptSeconds"] = 30;
        sales["acceptSeconds"] = "soon";
        sales["closing"] = "whenever";
        sales["overflow"] = null;
        sales.AsObject().Remove("scheduleId");
        body["desk"]!["entryPoints"]![0]!["rules"]![0]!["when"] = JsonNode.Parse("""{"kind":"any","parts":[{"kind":"moon"},{"topic":"x","kind":"topic","why":1},null]}""");
        body["desk"]!["schedules"]![0]!["holidays"] = JsonNode.Parse("""[{"date":"2026-13-01"}]""");
        body["desk"]!["agents"] = new JsonObject();
        body["x"] = 1;

        var (code, faults) = await AdminDesk.Refusal(await Put(body.ToJsonString()));
        code.ShouldBe(ErrorCodes.Invalid);
        faults.Select(f => $"{f.Field} {f.Value}: {f.Rule.Split(';')[0]}").ShouldBe(
        [
            "desk.entryPoints[shop].rules[checkout].when.parts[0].kind moon: must be one of all, any, not, channel, entryPoint, source, language, topic, attribute, botResult",
            "desk.entryPoints[shop].rules[checkout].when.parts[1].why 1: is no field here",
            "desk.entryPoints[shop].rules[checkout].when.parts[2] null: must not be null",
            "desk.schedules[door].holidays[2026-13-01].date 2026-13-01: must be a date as 2026-12-31",
            "desk.queues[sales].acceptSeconds soon: must be a whole number",
            "desk.queues[sales].closing whenever: must be one of drain, fallback, end",
            "desk.queues[sales].overflow null: must not be null",
            "desk.queues[sales].aceptSeconds 30: is no field here",
            "desk.queues[sales].scheduleId : is missing",
            "desk.agents {}: must be a list",
            "x 1: is no field here",
        ]);
        (await desk.Draft()).Revision.ShouldBe(draft.Revision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"revision\":0,\"revision\":0,\"desk\":{}}")]
    [InlineData("{\"revision\":0}")]
    [InlineData("{\"revision\":1e99,\"desk\":{}}")]
    [InlineData("{\"__proto__\":{},\"revision\":0,\"desk\":{}}")]
    public async Task What_is_no_request_is_refused(string body) => (await AdminDesk.Refusal(await Put(body))).Code.ShouldBe(ErrorCodes.Invalid);

    [Theory]
    [InlineData("\\u0000", "must not contain U+0000")]
    [InlineData("\\ud800", "must be text")]
    public async Task Text_that_cannot_be_kept_is_refused_with_the_field_that_holds_it(string escape, string rule)
    {
        var draft = await desk.Draft();
        var body = JsonSerializer.SerializeToNode(new SaveDraftRequest(draft.Revision, draft.Desk), DeskJson.Options)!;
        body["desk"]!["queues"]![0]!["name"] = "HERE";
        var whole = body.ToJsonString();

        var (code, faults) = await AdminDesk.Refusal(await Put(whole.Replace("HERE", $"a{escape}b", StringComparison.Ordinal)));

        code.ShouldBe(ErrorCodes.Invalid);
        var fault = faults.ShouldHaveSingleItem();
        (fault.Field, fault.Rule).ShouldBe(($"desk.queues[sales].name", rule));
        (await AdminDesk.Refusal(await Put(whole.Replace("\"revision\"", $"\"{escape}\":1,\"revision\"", StringComparison.Ordinal)))).Code.ShouldBe(ErrorCodes.Invalid);
        (await desk.Draft()).Revision.ShouldBe(draft.Revision);
    }

    [Fact]
    public async Task Conditions_without_end_and_bodies_without_end_are_refused()
    {
        var draft = await desk.Draft();
        var deep = new StringBuilder().Insert(0, """{"kind":"not","part":""", 500).Append("null").Append('}', 500);
        var body = JsonSerializer.SerializeToNode(new SaveDraftRequest(draft.Revision, draft.Desk), DeskJson.Options)!;
        body["desk"]!["entryPoints"]![0]!["rules"]![0]!["when"] = "HERE";
        (await AdminDesk.Refusal(await Put(body.ToJsonString().Replace("\"HERE\"", deep.ToString(), StringComparison.Ordinal)))).Code.ShouldBe(ErrorCodes.Invalid);

        var huge = JsonSerializer.Serialize(new SaveDraftRequest(draft.Revision, draft.Desk), DeskJson.Options) + new string(' ', 17_000_000);
        (await AdminDesk.Refusal(await Put(huge))).Code.ShouldBe(ErrorCodes.TooLarge);
        (await desk.Draft()).Revision.ShouldBe(draft.Revision);
    }

    [Fact]
    public async Task A_desk_of_many_agents_is_larger_than_other_requests_and_is_taken()
    {
        var draft = await desk.Draft();
        var many = draft.Desk with { Agents = [.. Enumerable.Range(10_000, 5_000).Select(i => draft.Desk.Agents[0] with { Id = i, Name = $"Agent {i}" })] };
        var saved = await AdminDesk.Read<DeskDraft>(await desk.Put(new SaveDraftRequest(draft.Revision, many)));
        saved.Desk.Agents.Count.ShouldBe(5_000);
        saved.Faults.Count(f => f.Code == Decisions.Configuration.FaultCodes.NoAccount).ShouldBe(5_000);
    }

    private async Task<HttpResponseMessage> Put(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await desk.Send(HttpMethod.Put, "/api/admin/desk/draft", content);
    }
}
