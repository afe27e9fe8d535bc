using System.Diagnostics;
using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Forecast;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Insight;

/// <summary>POST /api/insight/forecast: what a stated staffing comes to, by formula and by the routing core itself.</summary>
internal sealed class ForecastQueue(InsightGate gate, InsightOptions options)
{
    private const int MostAgents = 2_000;

    // The same question has the same answer.
    private const int Seed = 1;

    public Task<Reply<ForecastAnswer>> Handle(ForecastRequest request, CancellationToken cancellation) =>
        gate.Run(() => Answer(request, cancellation), cancellation);

    private ForecastAnswer Answer(ForecastRequest request, CancellationToken cancellation)
    {
        var input = new ForecastInput(
            request.ArrivalsPerHour, request.HandleSeconds, request.PatienceSeconds, request.Agents, request.SlotsPerAgent, request.TargetSeconds);
        var needed = Staffing.AgentsFor(input, request.ServiceLevel, MostAgents);
        return new ForecastAnswer(
            input.OfferedLoad,
            input.Servers,
            ErlangC.Of(input) is { } c ? View(c) : null,
            View(ErlangA.Of(input)),
            Simulate(input, cancellation),
            needed,
            [.. Around(needed ?? request.Agents).Select(n => new StaffingRow(n, View(ErlangA.Of(input with { Agents = n }))))]);
    }

    private SimulationView? Simulate(ForecastInput input, CancellationToken cancellation)
    {
        var warmUp = Math.Max(options.WarmUpVisitors, 4 * (int)Math.Min(input.Servers, Math.Ceiling(input.OfferedLoad)));
        var limit = TimeSpan.FromMilliseconds(options.SimulationMilliseconds);
        var (began, came) = (Stopwatch.GetTimestamp(), 0);
#pragma warning disable CA5394 // Not a secret: a simulation that can be repeated.
        var simulation = new ForecastSimulation(input, new Random(Seed).NextDouble, warmUp);
#pragma warning restore CA5394
        for (; came < warmUp + options.SimulatedVisitors && Stopwatch.GetElapsedTime(began) < limit; came++)
        {
            cancellation.ThrowIfCancellationRequested();
            simulation.Arrive();
        }

        if (came <= warmUp)
        {
            return null;
        }

        var figures = simulation.Finish();
        return new SimulationView(View(figures.Figures), figures.Counted, figures.ServiceLevelError);
    }

    private static IEnumerable<int> Around(int agents) =>
        Enumerable.Range(Math.Max(1, agents - 2), 5).Where(n => n <= MostAgents);

    private static ForecastView View(ForecastFigures f) =>
        new(f.ServiceLevel, f.WaitP50, f.WaitP90, f.MeanWait, f.Abandonment, f.Occupancy);
}

internal sealed class ForecastRequestValidator : AbstractValidator<ForecastRequest>
{
    public ForecastRequestValidator()
    {
        RuleFor(r => r.ArrivalsPerHour).InclusiveBetween(0.1, 20_000);
        RuleFor(r => r.HandleSeconds).InclusiveBetween(1, 86_400);
        RuleFor(r => r.PatienceSeconds).InclusiveBetween(1, 7_200);
        RuleFor(r => r.Agents).InclusiveBetween(1, 2_000);
        RuleFor(r => r.SlotsPerAgent).InclusiveBetween(1, 20);
        RuleFor(r => r.TargetSeconds).InclusiveBetween(0, 3_600);
        RuleFor(r => r.ServiceLevel).InclusiveBetween(0.01, 0.999);
    }
}

internal static class ForecastRoute
{
    public static void MapForecast(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/insight/forecast", Forecast).Validated(new ForecastRequestValidator()).RequireAuthorization(StaffPolicies.Board)
        .WithTags("Insight").WithName("ForecastQueue").WithSummary("Service level, waits, abandonment and occupancy of a stated staffing, and how many agents a level takes")
        .Produces<ForecastAnswer>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Overloaded);

    private static async Task<IResult> Forecast(ForecastRequest request, ForecastQueue use, CancellationToken cancellation) =>
        InsightAnswers.Of(await use.Handle(request, cancellation));
}
