using ServiceDesk.Decisions.Metrics;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Metrics;

public sealed class DistributionTests
{
    private static readonly double[] Shares = [0.001, 0.1, 0.5, 0.9, 0.95, 0.999, 1];

    [Fact]
    public void Up_to_1024_numbers_are_told_exactly_and_more_within_one_in_a_hundred()
    {
        var numbers = Squares(1_024);
        foreach (var share in Shares)
        {
            Of(numbers).Percentile(share).ShouldBe(Exact(numbers, share));
        }

        Within(Of(Squares(1_025)), Squares(1_025));
        Within(Of(Squares(2_000)), Squares(2_000));
    }

    [Fact]
    public void Numbers_below_256_are_told_exactly_however_many()
    {
        long[] numbers = [.. Enumerable.Range(0, 5_000).Select(i => (long)(i * 7 % 256))];
        foreach (var share in Shares)
        {
            Of(numbers).Percentile(share).ShouldBe(Exact(numbers, share));
        }
    }

    [Theory]
    [InlineData(400, 600)]
    [InlineData(1_000, 25)]
    [InlineData(25, 1_000)]
    [InlineData(2_000, 30)]
    [InlineData(30, 2_000)]
    [InlineData(1_500, 1_600)]
    public void Two_parts_say_together_what_the_whole_says(int left, int right)
    {
        var numbers = Squares(left + right);
        var (merged, whole) = (Of(numbers[..left]), Of(numbers));
        merged.Merge(Of(numbers[left..]));
        (merged.Count, merged.Sum, merged.Max).ShouldBe((whole.Count, whole.Sum, whole.Max));
        (whole.Count, whole.Sum, whole.Max).ShouldBe((numbers.Length, numbers.Sum(), numbers.Max()));
        foreach (var share in Shares)
        {
            merged.Percentile(share).ShouldBe(whole.Percentile(share));
        }
    }

    [Fact]
    public void Nothing_has_no_percentile_but_0_and_less_than_0_is_refused()
    {
        new Distribution().Percentile(0.5).ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => new Distribution().Add(-1));
    }

    private static void Within(Distribution told, long[] numbers)
    {
        foreach (var share in Shares)
        {
            var exact = Exact(numbers, share);
            told.Percentile(share).ShouldBeInRange(exact, exact + (exact / 100));
        }
    }

    private static long Exact(long[] numbers, double share) => numbers.Order().ElementAt((int)Math.Ceiling(share * numbers.Length) - 1);

    // In no order, and greatest not at the end.
    private static long[] Squares(int many) => [.. Enumerable.Range(0, many).Select(i => (long)i * 367 % many).Select(i => i * i)];

    private static Distribution Of(IEnumerable<long> numbers)
    {
        var all = new Distribution();
        foreach (var number in numbers)
        {
            all.Add(number);
        }

        return all;
    }
}
