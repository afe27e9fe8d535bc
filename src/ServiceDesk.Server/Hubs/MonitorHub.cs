using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>What supervisors call.</summary>
public sealed class MonitorHub : Hub<IMonitorClient>, IMonitorHub
{
    public Task<Reply<BoardState>> Board(BoardRequest request) => Task.FromResult<Reply<BoardState>>(Refusals.FeatureDisabled(nameof(Board)));

    public Task<Reply> Monitor(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Monitor))));

    public Task<Reply> Whisper(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Whisper))));

    public Task<Reply> Barge(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Barge))));

    public Task<Reply> TakeOver(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(TakeOver))));

    public Task<Reply> Assign(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Assign))));

    public Task<Reply> Bump(SuperviseRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Bump))));
}
