using System.Numerics;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>Reads one effect of a life file.</summary>
internal static class LifeRecipes
{
    /// <summary>The effect, whose mistakes go where those of its fields go.</summary>
    public static LifeRecipe Read(string name, LifeFields fields)
    {
        var recipe = new LifeRecipe
        {
            Name = name,
            Place = fields.Choice<LifePlace>("place"),
            Flowing = fields.Word("flowing"),
            With = fields.Words("with"),
            Colour = Colour(fields),
            Flow = fields.Part("flow", Flow),
            Swing = fields.Part("swing", Swing),
            Glint = fields.Part("glint", f => new GlintKind
            {
                Amount = f.Number("amount"),
                Dark = MathF.Max(1, f.Number("dark", 1)),
                Sharp = Share(f.Number("sharp", 0)),
                IsReceding = f.Flag("receding"),
                Wave = f.Needed("wave", Wave),
            }),
            Veil = fields.Part("veil", f => new VeilKind
            {
                Amount = f.Number("amount"),
                Most = f.Number("most", 1),
                From = f.Number("from", 0),
                Dense = Math.Clamp(f.Number("dense", 0), 0, 0.5f),
                IsReceding = f.Flag("receding"),
                Wave = f.Needed("wave", Wave),
                Detail = f.Needed("detail", Wave),
            }),
            Glow = fields.Part("glow", f => new GlowKind
            {
                Reach = f.Number("reach"),
                Hertz = f.Numbers("hertz", 0),
                Sizes = f.Numbers("sizes", 0),
            }),
            Air = fields.Part("air", Air),
            Splash = fields.Part("splash", f => new SplashKind
            {
                Count = (int)f.Number("count"),
                Radius = f.Pair("radius"),
                Seconds = MathF.Max(0.05f, f.Number("seconds")),
                Pause = f.Number("pause", 0),
                Opacity = f.Number("opacity"),
                Drops = (int)f.Number("drops", 0),
                Height = f.Number("height", 0),
            }),
        };
        fields.End();
        return recipe;
    }

    // Three numbers, or a mapping that says which of the picture's light.
    private static LifeColour Colour(LifeFields fields)
    {
        if (fields.IsList("colour"))
        {
            return new LifeColour { Given = Rgb(fields, "colour") };
        }

        return fields.Part<object>("colour", f => f.IsList("rgb")
            ? new LifeColour { Given = Rgb(f, "rgb"), Lit = f.Number("lit", 0) }
            : new LifeColour
            {
                From = Share(f.Number("from", 0.8f)),
                White = Share(f.Number("white", 0)),
                Under = Share(f.Number("under", 0)),
            })
            is LifeColour colour ? colour : new LifeColour { Given = Vector3.One };
    }

    private static Vector3 Rgb(LifeFields fields, string key) =>
        fields.Numbers(key, 3) is var rgb ? new Vector3(Share(rgb[0]), Share(rgb[1]), Share(rgb[2])) : default;

    private static float Share(float value) => Math.Clamp(value, 0, 1);

    private static FlowKind Flow(LifeFields fields) => new()
    {
        To = fields.Choice<LifeHeading>("to"),
        Round = fields.Number("round"),
        Seconds = MathF.Max(0.1f, fields.Number("seconds")),
        Least = fields.Number("least", 0.1f),
        Most = fields.Number("most", 60),
        Grows = fields.Number("grows", 0),
        Held = Math.Clamp(fields.Number("held", 0), 0, 0.9f),
        Aside = fields.Number("aside", 0),
        Ragged = fields.Number("ragged", 0),
        Perspective = fields.Pair("perspective", (1, 1)),
        Wave = fields.Part("wave", Wave),
    };

    private static SwingKind Swing(LifeFields fields) => new()
    {
        Across = fields.Number("across"),
        Down = fields.Number("down"),
        Most = fields.Number("most", 2),
        Near = fields.Pair("near", (1, 1)),
        Far = fields.Number("far", 1),
        Over = MathF.Max(1, fields.Number("over", 1)),
        IsReceding = fields.Flag("receding"),
        Wave = fields.Needed("wave", Wave),
        Gusts = fields.Part("gusts", Wave),
    };

    private static WaveSpread Wave(LifeFields fields) => new()
    {
        Count = Math.Clamp((int)fields.Number("count"), 1, 64),
        Longest = Math.Max(4, fields.Number("longest")),
        Shortest = Math.Max(4, fields.Number("shortest")),
        SlowestHertz = Math.Max(0.001, fields.Number("slowest")),
        FastestHertz = Math.Max(0.001, fields.Number("fastest")),
        To = fields.Choice<LifeHeading>("heading", LifeHeading.Right),
        Fan = fields.Number("fan", 0),
        SquashX = fields.Number("squash", 1),
        Falls = fields.Number("falls", 0),
    };

    private static ParticleKind Air(LifeFields fields)
    {
        var count = fields.Numbers("count", 3);
        var velocity = fields.Numbers("velocity", 3);
        return new ParticleKind
        {
            Count = ((int)count[0], (int)count[1], (int)count[2]),
            Radius = fields.Pair("radius"),
            Velocity = new Vector3(velocity[0], velocity[1], velocity[2]),
            Opacity = fields.Number("opacity"),
            Spread = fields.Number("spread", 0.35f),
            Wander = fields.Number("wander", 0),
            WanderHertz = MathF.Max(0.01f, fields.Number("wanderHertz", 0.3f)),
            IsStreak = fields.Flag("streak"),
            Shine = Share(fields.Number("shine", 0)),
            Backlit = Share(fields.Number("backlit", 0)),
            BlinkHertz = fields.Number("blinkHertz", 0),
            Long = fields.Number("long", 1),
            Shades = fields.Number("shades", 0.15f),
            Exposure = fields.Number("exposure", 1 / 48f),
            Ceiling = fields.Number("ceiling", 0),
        };
    }
}
