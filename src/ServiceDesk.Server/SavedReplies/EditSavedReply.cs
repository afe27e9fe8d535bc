using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>PUT /api/saved-replies/{id}. Another's own reply does not exist for the caller.</summary>
internal sealed class EditSavedReply(DeskDbs dbs, TimeProvider time)
{
    public static Error NotShared => new(ErrorCodes.Forbidden, "Shared replies are for supervisors and administrators to change.");

    public async Task<Reply<SavedReply>> Handle(StaffCaller caller, long id, ChangeSavedReply request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var (row, error) = await Find(db, caller, id, cancellation);
        if (row is null)
        {
            return error!;
        }

        if (row.Revision != request.Revision)
        {
            return new Error(ErrorCodes.VersionConflict, $"The reply has revision {row.Revision}.");
        }

        if (await Taken(db, row.OwnerId, request.Locale, request.Shortcut, row.Id, cancellation) is { } taken)
        {
            return taken;
        }

        (row.Locale, row.Shortcut, row.Text, row.ChangedAt) = (request.Locale, request.Shortcut, request.Text, time.Now());
        row.Revision++;
        Audit(db, caller, row, "saved_reply.change", time.Now());
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return ListSavedReplies.View(row);
    }

    /// <summary>The reply that the caller may change, or why not.</summary>
    public static async Task<(SavedReplyRow? Row, Error? Error)> Find(DeskDb db, StaffCaller caller, long id, CancellationToken cancellation)
    {
        var row = await db.SavedReplies.SingleOrDefaultAsync(r => r.Id == id && (r.OwnerId == null || r.OwnerId == caller.AgentId), cancellation);
        return row is null ? (null, new Error(ErrorCodes.NotFound, $"There is no saved reply {id}."))
            : row.OwnerId is null && !caller.IsSupervisor ? (null, NotShared)
            : (row, null);
    }

    /// <summary>The refusal of a shortcut that another reply of the same owner and language has.</summary>
    public static async Task<Error?> Taken(DeskDb db, long? owner, string? locale, string shortcut, long? except, CancellationToken cancellation) =>
        await db.SavedReplies.AnyAsync(r => r.OwnerId == owner && r.Locale == locale && r.Shortcut == shortcut && r.Id != except, cancellation)
            ? new Error(ErrorCodes.AlreadyTaken, $"Another reply has the shortcut {shortcut}.")
            : null;

    /// <summary>What is shared is everybody's; what is one's own is nobody else's matter.</summary>
    public static void Audit(DeskDb db, StaffCaller caller, SavedReplyRow row, string deed, DateTimeOffset at)
    {
        if (row.OwnerId is null)
        {
            db.Audit.Add(AuditTrail.Row(at, caller.Person, deed, string.Create(CultureInfo.InvariantCulture, $"saved_reply:{row.Id}"), row.Shortcut));
        }
    }
}

internal sealed class ChangeSavedReplyValidator : AbstractValidator<ChangeSavedReply>
{
    public ChangeSavedReplyValidator()
    {
        RuleFor(r => r.Revision).GreaterThan(0);
        RuleFor(r => r.Locale).Must(SavedReplyRules.IsLocale).WithMessage(SavedReplyRules.LocaleMessage);
        RuleFor(r => r.Shortcut).Must(SavedReplyRules.IsShortcut).WithMessage(SavedReplyRules.ShortcutMessage);
        RuleFor(r => r.Text).NotEmpty().MaximumLength(Conversations.SendRequestValidator.MaxText);
    }
}
