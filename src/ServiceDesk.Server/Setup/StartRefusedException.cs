namespace ServiceDesk.Server.Setup;

/// <summary>The server cannot start as it is set up; the message says what to change, for whoever runs it.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
