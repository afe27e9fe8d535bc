namespace ServiceDesk.Server.Setup;

/// <summary>What this server offers beyond the protocol's core, by the names of <see cref="Contracts.FeatureNames"/>; told in Welcome.</summary>
public sealed record ServerFeatures(IReadOnlyList<string> OfVisitors, IReadOnlyList<string> OfStaff);
