using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.SavedReplies;

/// <summary>POST /api/saved-replies. Shared ones are for supervisors and administrators to add, and audited.</summary>
internal sealed class AddSavedReply(DeskDbs dbs, SavedReplyOptions options, TimeProvider time)
{
    public async Task<Reply<SavedReply>> Handle(StaffCaller caller, NewSavedReply request, CancellationToken cancellation)
    {
        if (request.Shared && !caller.IsSupervisor)
        {
            return EditSavedReply.NotShared;
        }

        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        long? owner = request.Shared ? null : caller.AgentId;
        var limit = request.Shared ? options.MostShared : options.MostOwn;
        if (await db.SavedReplies.CountAsync(r => r.OwnerId == owner, cancellation) >= limit)
        {
            return new Error(ErrorCodes.TooLarge, $"There are {limit} of them already.");
        }

        if (await EditSavedReply.Taken(db, owner, request.Locale, request.Shortcut, except: null, cancellation) is { } taken)
        {
            return taken;
        }

        var row = new SavedReplyRow
        {
            OwnerId = owner, Locale = request.Locale, Shortcut = request.Shortcut, Text = request.Text, Revision = 1, ChangedAt = time.Now(),
        };
        db.SavedReplies.Add(row);
        await db.SaveChangesAsync(cancellation);
        EditSavedReply.Audit(db, caller, row, "saved_reply.add", time.Now());
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return ListSavedReplies.View(row);
    }
}

internal sealed class NewSavedReplyValidator : AbstractValidator<NewSavedReply>
{
    public NewSavedReplyValidator()
    {
        RuleFor(r => r.Locale).Must(SavedReplyRules.IsLocale).WithMessage(SavedReplyRules.LocaleMessage);
        RuleFor(r => r.Shortcut).Must(SavedReplyRules.IsShortcut).WithMessage(SavedReplyRules.ShortcutMessage);
        RuleFor(r => r.Text).NotEmpty().MaximumLength(Conversations.SendRequestValidator.MaxText);
    }
}

/// <summary>What a reply's fields must be.</summary>
internal static class SavedReplyRules
{
    public const int LongestShortcut = 60;
    public const string LocaleMessage = "must be a language tag such as en or zh-CN";
    public const string ShortcutMessage = "must be 1 to 60 signs without blank and slash";

    public static bool IsLocale(string? tag) =>
        tag is null || (tag.Length is >= 2 and <= 35 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    /// <summary>One word: it is typed behind a slash.</summary>
    public static bool IsShortcut(string? word) =>
        word is { Length: > 0 and <= LongestShortcut } && !word.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '/');
}
