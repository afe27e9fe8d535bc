using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.WebPush;

/// <summary>DELETE /api/staff/web-push: a browser of the caller is told nothing more.</summary>
internal sealed class UnsubscribeFromPush(DeskDbs dbs)
{
    public async Task Handle(StaffCaller caller, WebPushEnd request, CancellationToken cancellation)
    {
        var hash = SubscribeToPush.HashOf(request.Endpoint);
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        await db.WebPushSubscriptions.Where(s => s.AccountId == caller.AgentId && s.EndpointHash == hash).ExecuteDeleteAsync(cancellation);
        await write.Commit(cancellation);
    }
}

internal sealed class WebPushEndValidator : AbstractValidator<WebPushEnd>
{
    public WebPushEndValidator() => RuleFor(r => r.Endpoint).NotEmpty().MaximumLength(WebPushSubscriptionValidator.LongestEndpoint);
}
