using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class StatePackingTests
{
    private static readonly Gen<byte[]> States =
        Gen.Select(Gen.Byte, Gen.Int[0, 40], Gen.Bool).Select((value, run, zero) => Enumerable.Repeat(zero ? (byte)0 : value, run).ToArray()).Array[0, 60].Select(runs => runs.SelectMany(r => r).ToArray());

    [Fact]
    public void A_state_comes_back_as_it_was() =>
        States.Sample(state => Assert.Equal(state, StatePacking.Unpack(StatePacking.Pack(state), state.Length)));

    [Fact]
    public void Zeros_cost_next_to_nothing() => Assert.InRange(StatePacking.Pack(new byte[15_185]).Length, 1, 16);

    [Fact]
    public void A_broken_one_is_refused() =>
        Gen.Select(States, Gen.Int[1, 8]).Sample((state, less) =>
        {
            byte[] packed = StatePacking.Pack(state);
            Assert.Throws<InvalidDataException>(() => StatePacking.Unpack(packed.AsSpan(0, Math.Max(0, packed.Length - less)), state.Length + (packed.Length == 0 ? 4 : 0)));
        });
}
