namespace ServiceDesk.Server.Tests;
public sealed class SmokeTests { [Xunit.Fact] public void Runs() => Shouldly.ShouldBeTestExtensions.ShouldBe(1, 1); }
