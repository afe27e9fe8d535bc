using System.Globalization;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>
/// All that speaks against publishing a desk, in one go. What follows from the desk alone is decided by
/// <see cref="PublishChecks"/>, which the router shares; what depends on accounts is asked here.
/// </summary>
internal sealed class DeskValidator : AbstractValidator<Desk>
{
    private readonly DeskDbs _dbs;

    public DeskValidator(DeskDbs dbs, TimeProvider time)
    {
        _dbs = dbs;
        RuleFor(desk => desk).Custom((desk, context) => Add(context, PublishChecks.Faults(desk, time.Now())));
        RuleFor(desk => desk.Agents).CustomAsync(async (agents, context, cancellation) => Add(context, await Strangers(agents, cancellation)));
    }

    /// <summary>Every fault and warning, as the answer shows them.</summary>
    public async Task<IReadOnlyList<DeskFault>> Faults(Desk desk, CancellationToken cancellation)
    {
        var result = await ValidateAsync(desk, cancellation);
        return [.. result.Errors.Select(e => (DeskFault)e.CustomState)];
    }

    private static void Add<T>(ValidationContext<T> context, IEnumerable<DeskFault> faults)
    {
        foreach (var fault in faults)
        {
            context.AddFailure(new ValidationFailure(fault.Item, fault.Text, fault.Value)
            {
                ErrorCode = fault.Code,
                Severity = fault.Severity == FaultSeverity.Error ? Severity.Error : Severity.Warning,
                CustomState = fault,
            });
        }
    }

    // An agent is an account: whoever has none can never come online.
    private async Task<List<DeskFault>> Strangers(IReadOnlyList<Agent> agents, CancellationToken cancellation)
    {
        await using var db = _dbs.Open();
        var accounts = await db.Users.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Active, cancellation);
        return
        [
            .. from agent in agents
               let item = string.Create(CultureInfo.InvariantCulture, $"agents[{agent.Id}]")
               let id = agent.Id.ToString(CultureInfo.InvariantCulture)
               where !accounts.GetValueOrDefault(agent.Id)
               select accounts.ContainsKey(agent.Id)
                   ? new DeskFault(item, id, FaultCodes.NoAccount, "the account is deactivated", FaultSeverity.Warning)
                   : new DeskFault(item, id, FaultCodes.NoAccount, "there is no account with this number"),
        ];
    }
}
