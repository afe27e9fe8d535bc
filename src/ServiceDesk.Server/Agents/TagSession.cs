using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>Staff file a session under words, by which it is found again. Visitors see none of it.</summary>
public sealed class TagSession(DeskDbs dbs, StaffScope scope, SessionRows rows, SessionPushes pushes, TimeProvider time)
{
    public const int Most = 20;

    /// <summary>The word in small letters with single blanks, by which it is found.</summary>
    public static string KeyOf(string name) => NameOf(name).ToLowerInvariant();

    /// <summary>A session that the caller may not see is refused with not_found, one that would have too many with invalid. Repeating it changes nothing.</summary>
    public async Task<Reply<SessionRow>> Handle(StaffCaller caller, TagSessionRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        if (!await scope.Visible(db, caller).AnyAsync(s => s.Id == request.SessionId, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.");
        }

        var held = await db.SessionTags.Where(t => t.SessionId == request.SessionId).ToListAsync(cancellation);
        // What is both added and removed stays.
        var removed = request.Remove.Select(KeyOf).Except(request.Add.Select(KeyOf), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var kept = held.Where(t => !removed.Contains(t.Key)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var added = request.Add.Select(NameOf).Where(name => kept.Add(KeyOf(name))).ToList();
        if (kept.Count > Most)
        {
            return new Error(
                ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault("add", string.Join(", ", added), $"a session has at most {Most} tags")]);
        }

        db.SessionTags.RemoveRange(held.Where(t => removed.Contains(t.Key)));
        db.SessionTags.AddRange(added.Select(name => new SessionTag { SessionId = request.SessionId, Key = KeyOf(name), Name = name, At = time.Now() }));
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        pushes.ChangedAmongStaff(request.SessionId);
        return await rows.Row(request.SessionId, caller.AgentId, cancellation) is { } row
            ? row
            : new Error(ErrorCodes.NotFound, $"There is no session {request.SessionId}.");
    }

    private static string NameOf(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

public sealed class TagSessionRequestValidator : AbstractValidator<TagSessionRequest>
{
    private const int Longest = 40;

    public TagSessionRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Add).NotNull();
        RuleFor(r => r.Remove).NotNull();
        RuleFor(r => r.Add).Must(IsFew).WithMessage($"must name at most {TagSession.Most}").When(r => r.Add is not null);
        RuleFor(r => r.Remove).Must(IsFew).WithMessage($"must name at most {TagSession.Most}").When(r => r.Remove is not null);
        RuleForEach(r => r.Add).Must(name => name is not null && TagSession.KeyOf(name).Length is > 0 and <= Longest && !name.Any(char.IsControl))
            .WithMessage($"must have 1 to {Longest} characters").When(r => r.Add is not null);
        RuleForEach(r => r.Remove).NotNull().When(r => r.Remove is not null);
    }

    private static bool IsFew(IReadOnlyList<string> names) => names.Count <= TagSession.Most;
}
