using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>Makes the motions of a plan's nodes from the recipes of its effects.</summary>
internal static class FieldMotions
{
    private const int Step = NodeGrid.Fine;

    /// <summary>The motions of all effects that move nodes; effects that the book does not know rest.</summary>
    public static FieldMotion[] Of(LifePlan plan, LifeBook book)
    {
        var motions = new List<FieldMotion>();
        foreach (var effect in plan.Effects)
        {
            if (!book.Recipes.TryGetValue(effect.Kind, out var recipe))
            {
                continue;
            }

            var sheet = recipe.Place == LifePlace.Sky ? LifeSheet.Sky : LifeSheet.Land;
            var place = new NodePlace(plan, effect.Mask);
            var seed = plan.Seed + (ulong)StableSeed.Of(effect.Kind);
            if (recipe.Flow is { } flow)
            {
                motions.Add(Flow(plan, effect, flow, place, seed, sheet));
            }

            if (recipe.Swing is { } swing)
            {
                motions.Add(Swing(plan, effect, swing, place, seed, sheet));
            }

            if (recipe.Glint is { } glint)
            {
                // A glint lies on the slope of the waves that swing beside it: the same chance, the same waves.
                // Light is multiplied, and dark water glints as brightly as light water does.
                var amount = place.Each((mask, i) => glint.Amount * mask * MathF.Sqrt(effect.Strength)
                    * Math.Clamp(0.55f / MathF.Max(0.01f, place.Light(i)), 1, glint.Dark));
                motions.Add(new FieldMotion.Glint(place.Nodes, amount,
                    place.Waves(glint.Wave, new LifeChance(seed), glint.IsReceding), glint.Sharp, sheet));
            }

            if (recipe.Veil is { } veil && effect.Strength > veil.From)
            {
                var white = recipe.IsFoaming ? new NodePlace(plan, effect.Ground) : place;
                var thick = MathF.Min(veil.Most, veil.Amount * MathF.Max(0, effect.Strength - veil.From));
                motions.Add(new FieldMotion.Veil(
                    white.Nodes, white.Each((mask, _) => thick * mask), veil.Dense,
                        white.Waves(veil.Wave, new LifeChance(seed), veil.IsReceding),
                        white.Waves(veil.Detail, new LifeChance(seed + 17), veil.IsReceding)));
            }

            if (PortraitMotions.Of(plan, effect, recipe, place) is { } portrait)
            {
                motions.Add(portrait);
            }

            if (recipe.Glow is { } glow)
            {
                Glow(motions, plan, effect, glow, new LifeChance(seed));
            }
        }

        return [.. motions];
    }

    /// <summary>How far at most the sky goes in a round, pixels, which comes into the picture from the wind's
    /// side.</summary>
    public static float SkyReach(LifePlan plan, LifeBook book) => plan.Effects
        .Select(e => book.Recipes.GetValueOrDefault(e.Kind))
        .Where(r => r is { Place: LifePlace.Sky, Flow: not null })
        .Select(r => r!.Flow!.Round * plan.Scale)
        .DefaultIfEmpty().Max();

    private static FieldMotion.Flow Flow(
        LifePlan plan, PlacedEffect effect, FlowKind kind, NodePlace place, ulong seed, LifeSheet sheet)
    {
        var seconds = Math.Clamp(kind.Seconds / MathF.Pow(effect.Strength, 1 - kind.Grows), kind.Least, kind.Most);
        var round = kind.Round * plan.Scale * MathF.Pow(effect.Strength, kind.Grows);
        var (high, low) = kind.To == LifeHeading.Wind ? (0, place.Low)
            : (place.High, MathF.Max(place.High + 1, place.Low));
        var size = place.Each((mask, i) =>
        {
            var down = (place.Y[i] - high) / (low - high);
            return round * mask * (kind.Perspective.Top + ((kind.Perspective.Foot - kind.Perspective.Top) * down));
        });
        float[] aside = new float[size.Length], ragged = new float[size.Length];
        if (kind.Wave is { } wave)
        {
            place.Waves(wave, new LifeChance(seed)).At(0, ragged);
            place.Waves(wave, new LifeChance(seed + 12)).At(0, aside);
        }

        float[] x = new float[size.Length], y = new float[size.Length];
        for (var i = 0; i < size.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(Angle(kind.To, plan, effect, place.Nodes[i]));
            var across = kind.Aside * aside[i];
            (x[i], y[i]) = (size[i] * (cos - (across * sin)), size[i] * (sin + (across * cos)));
            ragged[i] *= kind.Ragged;
        }

        return new FieldMotion.Flow(
            place.Nodes, x, y, LifeMoment.Whole(seconds, plan.Period), kind.Held, kind.Ragged > 0 ? ragged : null,
                sheet);
    }

    // Radians from right to down.
    private static float Angle(LifeHeading to, LifePlan plan, PlacedEffect effect, int node) => to switch
    {
        LifeHeading.Wind => plan.Wind > 0 ? 0 : MathF.PI,
        LifeHeading.Up => -MathF.PI / 2,
        LifeHeading.Texture when effect.Headings.Length > 0 => effect.Headings[node] * (2 * MathF.PI / 256),
        LifeHeading.Right => 0,
        _ => MathF.PI / 2,
    };

    private static FieldMotion.Swing Swing(
        LifePlan plan, PlacedEffect effect, SwingKind kind, NodePlace place, ulong seed, LifeSheet sheet)
    {
        var scale = plan.Scale * MathF.Min(effect.Strength, kind.Most);
        var size = place.Each((mask, i) =>
        {
            var near = kind.Near.Far + ((kind.Near.Near - kind.Near.Far) * place.Nearness(i));
            var far = kind.Far + ((1 - kind.Far) * MathF.Min(1, (place.Y[i] - place.High) / (kind.Over * plan.Scale)));
            return scale * mask * near * far;
        });
        return new FieldMotion.Swing(
            place.Nodes, Array.ConvertAll(size, s => s * kind.Across), Array.ConvertAll(size, s => s * kind.Down),
            place.Waves(kind.Wave, new LifeChance(seed + 14), kind.IsReceding),
                place.Waves(kind.Wave, new LifeChance(seed), kind.IsReceding),
            kind.Gusts is { } gusts ? place.Waves(gusts, new LifeChance(seed + 16)) : null, sheet);
    }

    // Each lamp in its own time.
    private static void Glow(List<FieldMotion> to, LifePlan plan, PlacedEffect effect, GlowKind kind, LifeChance chance)
    {
        for (var k = 0; k < effect.Spots.Length; k++)
        {
            var spot = effect.Spots[k];
            var reach = spot.Radius * kind.Reach;
            List<int> nodes = [];
            List<float> amounts = [];
            for (var i = 0; i < plan.Columns * plan.Rows; i++)
            {
                float dx = ((i % plan.Columns) * Step) - spot.X, dy = ((i / plan.Columns) * Step) - spot.Y;
                var far = ((dx * dx) + (dy * dy)) / (reach * reach);
                if (far < 1)
                {
                    nodes.Add(i);
                    amounts.Add((1 - far) * (1 - far) * spot.Level);
                }
            }

            var n = k;
            var waves = Math.Min(kind.Hertz.Count, kind.Sizes.Count);
            to.Add(new FieldMotion.Glow(
                [.. nodes], [.. amounts],
                [.. kind.Hertz.Take(waves).Select(h =>
                    1 / LifeMoment.Whole(1 / (h * (0.85 + (0.3 * chance.At(n, 1)))), plan.Period))],
                [.. kind.Sizes.Take(waves).Select(s => s * effect.Strength)],
                [.. Enumerable.Range(0, waves).Select(w => 2 * MathF.PI * chance.At(n, 2 + w))]));
        }
    }
}
