namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>An invariant does not hold.</summary>
internal sealed class SimulationFault(string message) : Exception(message);
