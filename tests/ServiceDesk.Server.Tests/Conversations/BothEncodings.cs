using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>The same tests with a desk that speaks JSON and with one that speaks MessagePack; visitors speak JSON.</summary>
public sealed class SendingOverJsonTests(SharedDesk shared) : SendingTests(shared), IClassFixture<SharedDesk>;

/// <inheritdoc cref="SendingOverJsonTests"/>
public sealed class SendingOverMessagePackTests(MessagePackDesk shared) : SendingTests(shared), IClassFixture<MessagePackDesk>;

/// <inheritdoc cref="SendingOverJsonTests"/>
public sealed class ReceivingOverJsonTests(SharedDesk shared) : ReceivingTests(shared), IClassFixture<SharedDesk>;

/// <inheritdoc cref="SendingOverJsonTests"/>
public sealed class ReceivingOverMessagePackTests(MessagePackDesk shared) : ReceivingTests(shared), IClassFixture<MessagePackDesk>;

/// <inheritdoc cref="SendingOverJsonTests"/>
public sealed class WatermarksOverJsonTests(SharedDesk shared) : WatermarkTests(shared), IClassFixture<SharedDesk>;

/// <inheritdoc cref="SendingOverJsonTests"/>
public sealed class WatermarksOverMessagePackTests(MessagePackDesk shared) : WatermarkTests(shared), IClassFixture<MessagePackDesk>;
