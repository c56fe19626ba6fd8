namespace Throughline.Stage.Stills;

/// <summary>Makes the motions of a plan's nodes. Lengths are meant at 1280 pixels across and scaled.</summary>
internal static class FieldMotions
{
    private const int Step = NodeGrid.Fine;
    private const float UsualWidth = 1280;

    /// <summary>The motions of all effects that move nodes.</summary>
    public static FieldMotion[] Of(LifePlan plan)
    {
        var motions = new List<FieldMotion>();
        for (var i = 0; i < plan.Effects.Count; i++)
        {
            var effect = plan.Effects[i];
            var chance = new LifeChance(plan.Seed + (0x51ED27ul * (ulong)(effect.Kind + 1)));
            var place = Place.Of(plan, effect.Mask);
            switch (effect.Kind)
            {
                case LifeKind.Clouds: Clouds(motions, plan, effect, place, chance); break;
                case LifeKind.Stream: Stream(motions, plan, effect, place, chance); break;
                case LifeKind.Waves: Water(motions, plan, effect, place, chance); break;
                case LifeKind.Sway: Plants(motions, plan, effect, place, chance); break;
                case LifeKind.Mist: Mist(motions, plan, effect, place, chance); break;
                case LifeKind.Steam: Steam(motions, plan, effect, place, chance); break;
                case LifeKind.Flicker or LifeKind.Sunlight: Lights(motions, plan, effect, chance); break;
            }
        }

        return [.. motions];
    }

    /// <summary>1 when the wind goes right, -1 left.</summary>
    public static int Wind(LifePlan plan) => new LifeChance(plan.Seed).At(0, 7) < 0.5f ? -1 : 1;

    /// <summary>How far clouds go in a round, pixels.</summary>
    public static float CloudReach(int width) => 60 * width / UsualWidth;

    private static void Clouds(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        var scale = plan.Width / UsualWidth;
        float reach = CloudReach(plan.Width), low = place.Low;
        var seconds = LifeMoment.Whole(Math.Clamp(reach / (6.5f * scale * effect.Strength), 5, 16), plan.Period);

        // Clouds overhead are nearer than those at the horizon.
        var x = place.Each((mask, _, py) => Wind(plan) * reach * mask * (0.55f + (0.45f * (1 - (py / low)))));
        to.Add(new FieldMotion.Flow(place.Nodes, x, place.Each((_, _, _) => 0), seconds, 0.6f, null));
        var spread = new WaveSpread
        {
            Count = 8,
            Longest = 420 * scale,
            Shortest = 110 * scale,
            SlowestHertz = 0.03,
            FastestHertz = 0.11,
            Fan = 3.1,
            SquashX = 0.8,
            Falls = 1.2,
        };
        var size = place.Each((mask, _, _) => 3.2f * scale * mask * MathF.Min(effect.Strength, 1.5f));
        to.Add(new FieldMotion.Swing(
            place.Nodes, size, size, place.Waves(spread, chance, plan), place.Waves(spread, new LifeChance(plan.Seed + 11), plan), null));
    }

    private static void Stream(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        var scale = plan.Width / UsualWidth;
        var slow = new WaveSpread
        {
            Count = 8,
            Longest = 160 * scale,
            Shortest = 36 * scale,
            SlowestHertz = 0.1,
            FastestHertz = 0.1,
            Fan = 3.1,
            SquashX = 1,
            Falls = 0.8,
        };
        var offsets = new float[place.Nodes.Length];
        place.Waves(slow, chance, plan).At(0, offsets);
        var aside = new float[place.Nodes.Length];
        place.Waves(slow, new LifeChance(plan.Seed + 12), plan).At(0, aside);

        // Nearer water is lower in the picture and moves more.
        var y = place.Each((mask, _, py) => 15 * scale * mask * MathF.Sqrt(effect.Strength) * (0.6f + (0.6f * py / plan.Height)));
        var x = new float[y.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = 0.35f * y[i] * aside[i];
            offsets[i] *= 0.45f;
        }

        to.Add(new FieldMotion.Flow(place.Nodes, x, y, LifeMoment.Whole(0.85 / Math.Sqrt(effect.Strength), plan.Period), 0, offsets));
        var glints = new WaveSpread
        {
            Count = 10,
            Longest = 90 * scale,
            Shortest = 22 * scale,
            SlowestHertz = 0.7,
            FastestHertz = 2.2,
            Heading = -Math.PI / 2,
            Fan = 0.7,
            SquashX = 0.6,
            Falls = 0.4,
        };
        to.Add(new FieldMotion.Glint(
            place.Nodes, place.Each((mask, _, _) => 0.10f * mask * MathF.Sqrt(effect.Strength)), place.Waves(glints, new LifeChance(plan.Seed + 13), plan)));
    }

    private static void Water(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        // Waves shorten towards the horizon: they are even in the logarithm of the distance below it.
        var scale = plan.Width / UsualWidth;
        var far = place.High;
        var spread = new WaveSpread
        {
            Count = 12,
            Longest = 210 * scale,
            Shortest = 40 * scale,
            SlowestHertz = 0.28,
            FastestHertz = 0.95,
            Heading = -Math.PI / 2,
            Fan = 0.8,
            SquashX = 0.35,
            Falls = 1.4,
        };
        float Depth(float py) => 150 * scale * MathF.Log(1 + ((py - far) / (40 * scale)));
        var size = place.Each((mask, _, py) => 2.6f * scale * mask * MathF.Min(effect.Strength, 2) * (0.3f + (0.7f * MathF.Min(1, (py - far) / (300 * scale)))));
        var half = Array.ConvertAll(size, s => s / 2);
        to.Add(new FieldMotion.Swing(
            place.Nodes, half, size, place.Waves(spread, new LifeChance(plan.Seed + 14), plan, Depth), place.Waves(spread, chance, plan, Depth), null));
        to.Add(new FieldMotion.Glint(
            place.Nodes, place.Each((mask, _, _) => 0.07f * mask * MathF.Sqrt(effect.Strength)), place.Waves(spread, chance, plan, Depth)));
    }

    private static void Plants(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        var scale = plan.Width / UsualWidth;
        var heading = Wind(plan) > 0 ? 0 : Math.PI;
        var blades = new WaveSpread
        {
            Count = 14,
            Longest = 260 * scale,
            Shortest = 55 * scale,
            SlowestHertz = 0.17,
            FastestHertz = 0.85,
            Heading = heading,
            Fan = 1.2,
            SquashX = 1,
            Falls = 1,
        };
        var gusts = new WaveSpread
        {
            Count = 3,
            Longest = 1100 * scale,
            Shortest = 500 * scale,
            SlowestHertz = 0.09,
            FastestHertz = 0.2,
            Heading = heading,
            Fan = 0.5,
            SquashX = 1,
            Falls = 0.5,
        };
        var size = place.Each((mask, px, py) =>
            1.9f * scale * mask * MathF.Min(effect.Strength, 2) * (0.45f + (0.75f * plan.Nearness[place.NodeAt(px, py)] / 255f)));
        var fifth = Array.ConvertAll(size, s => s / 4);
        to.Add(new FieldMotion.Swing(
            place.Nodes, size, fifth, place.Waves(blades, chance, plan), place.Waves(blades, new LifeChance(plan.Seed + 15), plan),
            place.Waves(gusts, new LifeChance(plan.Seed + 16), plan)));
    }

    private static void Mist(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        var scale = plan.Width / UsualWidth;
        var heading = Wind(plan) > 0 ? 0 : Math.PI;
        var banks = new WaveSpread
        {
            Count = 12,
            Longest = 520 * scale,
            Shortest = 130 * scale,
            SlowestHertz = 0.045,
            FastestHertz = 0.11,
            Heading = heading,
            Fan = 1.3,
            SquashX = 0.45,
            Falls = 1.3,
        };
        var detail = new WaveSpread
        {
            Count = 12,
            Longest = 130 * scale,
            Shortest = 48 * scale,
            SlowestHertz = 0.11,
            FastestHertz = 0.24,
            Heading = heading,
            Fan = 1.6,
            SquashX = 0.6,
            Falls = 0.8,
        };
        to.Add(new FieldMotion.Veil(
            place.Nodes, place.Each((mask, _, _) => MathF.Min(0.85f, 0.42f * effect.Strength) * mask),
            place.Waves(banks, chance, plan), place.Waves(detail, new LifeChance(plan.Seed + 17), plan)));
    }

    private static void Steam(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, Place place, LifeChance chance)
    {
        var scale = plan.Width / UsualWidth;
        var wisps = new WaveSpread
        {
            Count = 16,
            Longest = 300 * scale,
            Shortest = 80 * scale,
            SlowestHertz = 0.22,
            FastestHertz = 0.5,
            Heading = -Math.PI / 2,
            Fan = 0.8,
            SquashX = 3.2,
            Falls = 0.5,
        };
        var detail = wisps with { Longest = 90 * scale, Shortest = 40 * scale, SlowestHertz = 0.5, FastestHertz = 0.9 };
        to.Add(new FieldMotion.Veil(
            place.Nodes, place.Each((mask, _, _) => MathF.Min(1, 0.75f * effect.Strength) * mask),
            place.Waves(wisps, chance, plan), place.Waves(detail, new LifeChance(plan.Seed + 18), plan)));
    }

    // The sun breathes; a lamp flickers, each in its own time.
    private static void Lights(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, LifeChance chance)
    {
        var isSun = effect.Kind == LifeKind.Sunlight;
        double[] usual = isSun ? [0.11, 0.23, 0.41] : [0.9, 2.3, 4.1, 6.7];
        float[] sizes = isSun ? [0.035f, 0.02f, 0.01f] : [0.07f, 0.06f, 0.05f, 0.035f];
        for (var k = 0; k < effect.Spots.Length; k++)
        {
            var spot = effect.Spots[k];
            var reach = isSun ? spot.Radius * 7 : spot.Radius * 5;
            List<int> nodes = [];
            List<float> amounts = [];
            for (var i = 0; i < plan.Columns * plan.Rows; i++)
            {
                float dx = ((i % plan.Columns) * Step) - spot.X, dy = ((i / plan.Columns) * Step) - spot.Y;
                var far = ((dx * dx) + (dy * dy)) / (reach * reach);
                if (far < 1)
                {
                    nodes.Add(i);
                    amounts.Add((1 - far) * (1 - far) * (isSun ? 1 : spot.Level));
                }
            }

            var n = k;
            to.Add(new FieldMotion.Glow(
                [.. nodes], [.. amounts],
                Array.ConvertAll(usual, h => 1 / LifeMoment.Whole(1 / (h * (0.85 + (0.3 * chance.At(n, 1)))), plan.Period)),
                Array.ConvertAll(sizes, s => s * effect.Strength),
                [.. usual.Select((_, w) => 2 * MathF.PI * chance.At(n, 2 + w))]));
        }
    }

    /// <summary>The nodes of a mask.</summary>
    private sealed record Place(int[] Nodes, float[] Mask, float[] X, float[] Y, int Columns)
    {
        /// <summary>The highest row, pixels.</summary>
        public float High => Y.Length == 0 ? 0 : Y[0];

        /// <summary>The lowest row, pixels, at least 1.</summary>
        public float Low => Y.Length == 0 ? 1 : MathF.Max(1, Y[^1]);

        public static Place Of(LifePlan plan, byte[] mask)
        {
            var nodes = Enumerable.Range(0, mask.Length).Where(i => mask[i] > 0).ToArray();
            return new Place(
                nodes, Array.ConvertAll(nodes, i => mask[i] / 255f), Array.ConvertAll(nodes, i => (float)(i % plan.Columns * Step)),
                Array.ConvertAll(nodes, i => (float)(i / plan.Columns * Step)), plan.Columns);
        }

        public int NodeAt(float x, float y) => ((int)(y / Step) * Columns) + (int)(x / Step);

        public float[] Each(Func<float, float, float, float> value)
        {
            var result = new float[Nodes.Length];
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = value(Mask[i], X[i], Y[i]);
            }

            return result;
        }

        public WaveSum Waves(in WaveSpread spread, LifeChance chance, LifePlan plan, Func<float, float>? depth = null) =>
            new(X, depth is null ? Y : Array.ConvertAll(Y, y => depth(y)), spread, chance, plan.Period);
    }
}
