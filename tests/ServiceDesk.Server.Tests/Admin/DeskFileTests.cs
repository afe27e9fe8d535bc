using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Admin;

public sealed class DeskFileTests(AdminDesk desk) : IClassFixture<AdminDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_back_as_it_went()
    {
        using var answer = await desk.Send(HttpMethod.Get, "/api/admin/desk/export");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"desk-{(await desk.Published()).Version}.json");
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsObject();
        file.First().ShouldSatisfyAllConditions(f => f.Key.ShouldBe("$schema"), f => f.Value!.GetValue<string>().ShouldBe(new Uri(desk.Host.Desk, "/api/desk.schema.json").ToString()));

        await desk.Save(d => AdminDesk.Rename(d, "To be replaced"));
        var draft = await AdminDesk.Read<DeskDraft>(await Import(file));
        draft.Faults.ShouldBeEmpty();
        (await desk.Get<List<DeskChange>>($"/api/admin/desk/diff?from={(await desk.Published()).Version}&to=draft")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_does_not_fit_is_refused_by_the_names_of_what_is_wrong()
    {
        var before = await desk.Draft();
        var file = JsonNode.Parse(await (await desk.Send(HttpMethod.Get, "/api/admin/desk/export")).Content.ReadAsStringAsync(Cancellation))!.AsObject();
        file["desk"]!["queues"]![0]!["maxWaitMinutes"] = 5;
        file["owner"] = "me";
        var (code, details) = await AdminDesk.Refusal(await Import(file));
        (code, string.Join(' ', details.Select(d => d.Field))).ShouldBe((ErrorCodes.Invalid, "file.desk.queues[sales].maxWaitMinutes file.owner"));

        file.Remove("owner");
        file["desk"]!["queues"]![0]!.AsObject().Remove("maxWaitMinutes");
        file["format"] = 2;
        (await AdminDesk.Refusal(await Import(file))).Details.ShouldHaveSingleItem().ShouldBe(new FieldFault("file.format", "2", "must be 1"));
        file["format"] = 1;
        (await AdminDesk.Refusal(await Import(file, before.Revision - 1))).Code.ShouldBe(ErrorCodes.VersionConflict);
        (await desk.Draft()).Revision.ShouldBe(before.Revision);
    }

    [Fact]
    public async Task The_schema_is_public_and_knows_every_field()
    {
        using var http = new HttpClient { BaseAddress = desk.Host.Desk };
        var schema = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/desk.schema.json", UriKind.Relative), Cancellation))!;
        schema["$schema"]!.GetValue<string>().ShouldContain("json-schema.org");
        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        var fields = schema["properties"]!["desk"]!["properties"]!.AsObject();
        fields.Select(f => f.Key).ShouldBe(typeof(Desk).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));
        fields["queues"]!["items"]!["properties"]!["acceptSeconds"]!["default"].ShouldBeNull();
        var text = schema.ToJsonString();
        foreach (var word in new[] { "botResult", "leastLoaded", "keepOvernightTail" })
        {
            text.ShouldContain($"\"{word}\"");
        }
    }

    [Fact]
    public async Task Versions_are_compared_with_each_other_and_with_the_draft()
    {
        var before = await desk.Published();
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Compared"));
        var change = (await desk.Get<List<DeskChange>>($"/api/admin/desk/diff?from={before.Version}&to=draft")).ShouldHaveSingleItem();
        (change.Path, change.Item, change.Kind, change.After!.Value.GetString()).ShouldBe(("queues[sales].name", "queues[sales]", ChangeKind.Changed, "Compared"));
        var after = await AdminDesk.Read<DeskPublished>(await desk.Publish(draft.Revision));
        (await desk.Get<List<DeskChange>>($"/api/admin/desk/diff?from={after.Version}&to={before.Version}")).ShouldHaveSingleItem().Before!.Value.GetString().ShouldBe("Compared");
        (await AdminDesk.Refusal(await desk.Send(HttpMethod.Get, "/api/admin/desk/diff?from=1&to=soon"))).Code.ShouldBe(ErrorCodes.Invalid);
        (await AdminDesk.Refusal(await desk.Send(HttpMethod.Get, "/api/admin/desk/diff?from=1&to=4711"))).Code.ShouldBe(ErrorCodes.NotFound);
        (await AdminDesk.Refusal(await desk.Send(HttpMethod.Get, "/api/admin/desk/diff?from=1"))).Code.ShouldBe(ErrorCodes.Invalid);
    }

    private async Task<HttpResponseMessage> Import(JsonNode file, long? revision = null)
    {
        var body = new JsonObject { ["revision"] = revision ?? (await desk.Draft()).Revision, ["file"] = file.DeepClone() };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await desk.Send(HttpMethod.Post, "/api/admin/desk/import", content);
    }
}
