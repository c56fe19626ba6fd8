using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>Puts built models into frames: their mesh, their turning parts, lamps and what they give off.</summary>
internal static class Staging
{
    /// <summary>Adds a model.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="model">The model.</param>
    /// <param name="place">From the model to the world.</param>
    /// <param name="before">The same one frame earlier.</param>
    /// <param name="subject">Number of its subject; 0 is the set.</param>
    /// <param name="seed">Decides its phase.</param>
    /// <param name="context">What surrounds it.</param>
    /// <param name="metres">Metres it has come, for wheels.</param>
    /// <param name="metresBefore">The same one frame earlier.</param>
    public static void Add(
        SceneFrame frame, Model model, in Matrix4x4 place, in Matrix4x4 before, int subject, long seed,
        FigureContext context, float metres = 0, float metresBefore = 0)
    {
        var phase = (seed & 4095) * (MathF.Tau / 4096);
        frame.Instances.Add(new Instance
        {
            Mesh = model.Mesh,
            Materials = model.Materials,
            Place = place,
            PlaceBefore = before,
            Subject = subject,
            SwayPhase = phase,
            SwayReach = model.Sway * Math.Max(context.Wind, 0.08f),
        });
        foreach (var part in model.Turning)
        {
            frame.Instances.Add(new Instance
            {
                Mesh = part.Mesh,
                Materials = part.Materials,
                Place = part.At(frame.Time, metres) * place,
                PlaceBefore = part.At(frame.Time - frame.FrameTime, metresBefore) * before,
                Subject = subject,
            });
        }

        foreach (var lamp in model.Lamps)
        {
            frame.Lamps.Add(lamp with { Place = Vector3.Transform(lamp.Place, place) });
        }

        for (var i = 0; i < model.Sources.Count; i++)
        {
            var source = model.Sources[i];
            context.Air.Emit(
                frame, source.Kind, Vector3.Transform(source.Place, place), source.Size, (int)(seed & 0xFFFF) + i,
                source.Colour);
        }
    }
}
