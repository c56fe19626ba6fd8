using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

/// <summary>What a frame leaves out is what it would not have shown.</summary>
public sealed class ShownBlocksTests
{
    private const int Width = 1000;
    private const int Height = 140;

    [Theory]
    [InlineData(0, 0, 0, 0, 35)]
    [InlineData(0, 0, -0.6f, 0, 35)]
    [InlineData(0.4f, -0.1f, 0.2f, 0, 35)]
    [InlineData(-0.3f, 0.1f, -0.2f, 0.3f, 42)]
    [InlineData(0, 0, 0, -0.2f, 50)]
    public void A_sheet_is_asked_for_wherever_a_cell_shows_it(float x, float y, float z, float turn, float focal)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var space = new StillSpace(Width, Height, 35);
        using var scene = StillScene.Build(
            picture, new Surroundings(picture, depth, 0, 0), space,
            default(Framing) with { Reach = Reach.Everywhere(300) }, null, 1, 2, TestContext.Current.CancellationToken);
        Assert.Equal(2, scene.Layers.Count);
        var view = space.Through(
            new CameraPose(new Vector3(x, y, z), Quaternion.CreateFromAxisAngle(Vector3.UnitZ, turn), focal));
        var nodes = new NodeGrid(Width, Height);
        SurfaceSolver.Solve(view, scene, scene.Layers[1], nodes);
        var blocks = new ShownBlocks(scene, nodes);
        blocks.Find(view);
        int shown = 0, spared = 0;
        for (var row = 0; row < nodes.Rows - 1; row++)
        {
            for (var column = 0; column < nodes.Columns - 1; column++)
            {
                ReadOnlySpan<float> xs = [.. nodes.X(row).Slice(column, 2), .. nodes.X(row + 1).Slice(column, 2)];
                ReadOnlySpan<float> ys = [.. nodes.Y(row).Slice(column, 2), .. nodes.Y(row + 1).Slice(column, 2)];
                var (any, solid) = scene.Layers[1].Shows(Least(xs), Least(ys), Most(xs), Most(ys));
                var asked = blocks.At(row, column);
                Assert.True((asked & 2) != 0 || !any, $"cell {column}, {row} shows the square");
                Assert.True((asked & 1) != 0 || solid, $"cell {column}, {row} shows the wall");
                Assert.True((asked & 2) == 0 || AsksRound(blocks, row, column), $"nodes of cell {column}, {row}");
                (shown, spared) = (shown + (any ? 1 : 0), spared + ((asked & 2) == 0 ? 1 : 0));
            }
        }

        // Something was there to show and to spare.
        Assert.True(shown > 0 && spared > shown, $"{shown} shown, {spared} spared");
    }

    [Fact]
    public void Coverage_knows_any_rectangle_as_its_blocks_do()
    {
        const int W = 45, H = 27;
        var random = new Random(3);
        var pixels = new byte[W * H * 4];
        for (var i = 0; i < W * H; i++)
        {
            // Bare at the left, solid in the middle, either and soft at the right.
            pixels[(4 * i) + 3] = (i % W) switch { < 12 => 0, < 30 => 255, _ => (byte)(random.Next(3) * 127) };
        }

        var coverage = new Coverage(pixels, W, H);
        for (var round = 0; round < 500; round++)
        {
            int left = random.Next(-9, W + 9), top = random.Next(-9, H + 9), right = left + random.Next(20),
                bottom = top + random.Next(20);
            bool any = false, solid = true;
            for (var y = Floor(top); y < Floor(bottom) + 8; y++)
            {
                for (var x = Floor(left); x < Floor(right) + 8; x++)
                {
                    var isInBlocks = x >= 0 && y >= 0 && x < Floor(W + 7) && y < Floor(H + 7);
                    var alpha = x >= 0 && y >= 0 && x < W && y < H ? pixels[(((y * W) + x) * 4) + 3]
                        : isInBlocks ? (byte?)null
                        : (byte)0;
                    any |= alpha > 0;
                    solid &= alpha is null or 255;
                }
            }

            Assert.Equal((any, solid), coverage.Of(left, top, right, bottom));
        }

        static int Floor(int at) => (int)MathF.Floor(at / 8f) * 8;
    }

    // The solver finds eight nodes at once: those of a cell are its own and the next.
    private static bool AsksRound(ShownBlocks blocks, int row, int column) =>
        blocks.Asks(1, row, column / 8 * 8) && blocks.Asks(1, row + 1, column / 8 * 8)
            && blocks.Asks(1, row, (column + 1) / 8 * 8) && blocks.Asks(1, row + 1, (column + 1) / 8 * 8);

    private static float Least(ReadOnlySpan<float> values) =>
        MathF.Min(MathF.Min(values[0], values[1]), MathF.Min(values[2], values[3]));

    private static float Most(ReadOnlySpan<float> values) =>
        MathF.Max(MathF.Max(values[0], values[1]), MathF.Max(values[2], values[3]));
}
