using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Surveys;

/// <summary>The visitor's rating of an ended session.</summary>
public sealed class SubmitSurvey(DeskDbs dbs, SessionPushes sessions, VisitorSessions views, TimeProvider time)
{
    /// <summary>
    /// Kept once: the same command again gives the same answer; a second answer is refused with already_taken, one that
    /// comes too late with offer_expired, one to no survey or another visitor's session with not_found.
    /// </summary>
    public async Task<Reply<VisitorSession>> Handle(VisitorCaller caller, SubmitSurveyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await Keep(caller.VisitorId, request, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await views.View(request.SessionId, cancellation) is { } view ? view : NotFound;
    }

    private static Error NotFound => new(ErrorCodes.NotFound, "There is no survey of such a session.");

    private async Task<Error?> Keep(string visitorId, SubmitSurveyRequest request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var owned = await db.Sessions.AnyAsync(s => s.Id == request.SessionId && s.VisitorId == visitorId, cancellation);
        var survey = owned
            ? await db.Surveys.Where(s => s.SessionId == request.SessionId).OrderByDescending(s => s.Segment).FirstOrDefaultAsync(cancellation)
            : null;
        if (survey is null)
        {
            return NotFound;
        }

        if (survey.State == SurveyStates.Answered)
        {
            return Again(survey, request);
        }

        var now = time.Now();
        if (survey.State != SurveyStates.Offered || survey.ExpiresAt <= now)
        {
            return new Error(ErrorCodes.OfferExpired, $"The survey could be answered until {survey.ExpiresAt:u}.");
        }

        survey.State = SurveyStates.Answered;
        survey.Score = request.Score;
        survey.Solved = request.Solved;
        survey.Comment = Comment(request);
        survey.CommandId = request.CommandId;
        survey.AnsweredAt = now;
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        sessions.Changed(survey.SessionId);
        return null;
    }

    private static Error? Again(Survey survey, SubmitSurveyRequest request)
    {
        if (survey.CommandId != request.CommandId)
        {
            return new Error(ErrorCodes.AlreadyTaken, "The survey is answered already.");
        }

        var same = survey.Score == request.Score && survey.Solved == request.Solved && survey.Comment == Comment(request);
        return same ? null : new Error(ErrorCodes.IdempotencyConflict, "This command id was used before with another answer; the first one stays.");
    }

    private static string? Comment(SubmitSurveyRequest request) =>
        string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
}

public sealed class SubmitSurveyRequestValidator : AbstractValidator<SubmitSurveyRequest>
{
    public SubmitSurveyRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Score).InclusiveBetween(1, 5);
        RuleFor(r => r.Comment).MaximumLength(1000).WithErrorCode(ErrorCodes.TooLarge);
    }
}
