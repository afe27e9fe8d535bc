using Microsoft.AspNetCore.WebUtilities;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Admin;

/// <summary>Why a desk was not published: problem details with every fault.</summary>
/// <param name="Code">Always <c>invalid_desk</c>.</param>
/// <param name="Faults">All of them, warnings too.</param>
public sealed record DeskProblem(string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<DeskFault> Faults);

/// <summary>Answers with a <see cref="DeskProblem"/>.</summary>
internal static class FaultyDesk
{
    public static IResult Of(IReadOnlyList<DeskFault> faults)
    {
        var status = Problems.StatusOf(ErrorCodes.InvalidDesk);
        var count = faults.Count(f => f.Severity == FaultSeverity.Error);
        var problem = new DeskProblem(
            "about:blank", ReasonPhrases.GetReasonPhrase(status), status, $"The configuration has {count} faults and is not published.", ErrorCodes.InvalidDesk, faults);
        return Results.Json(problem, DeskJson.Options, "application/problem+json", status);
    }
}
