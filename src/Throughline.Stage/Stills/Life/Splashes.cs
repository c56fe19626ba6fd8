using System.Numerics;
using Throughline.Camera;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>
/// What rain raises where it strikes: rings that widen and fade on ground and water, and drops that leap from them.
/// Each has
/// a place on a node of the mask, chosen anew for every strike; far ground, of which a node shows more, is struck more
/// often. A function of time alone.
/// </summary>
internal sealed class Splashes
{
    private readonly LifePlan _plan;
    private readonly PlacedEffect _effect;
    private readonly SplashKind _kind;
    private readonly StillSpace _space;
    private readonly LifeChance _chance;
    private readonly int[] _nodes;
    private readonly float[] _until;
    private readonly int _count;

    private Splashes(LifePlan plan, PlacedEffect effect, SplashKind kind, int[] nodes)
    {
        _plan = plan;
        _effect = effect;
        _kind = kind;
        _nodes = nodes;
        _space = new StillSpace(plan.Width, plan.Height, plan.FocalLength);
        _chance = new LifeChance(plan.Seed + 0x5B1A + (ulong)StableSeed.Of(effect.Kind));
        _count = (int)(kind.Count * effect.Strength);

        // How much ground a node shows goes with the square of its distance; what is too far to be seen does not count.
        _until = new float[nodes.Length];
        float sum = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var q = StillSpace.InverseDepth(plan.Nearness[nodes[i]] / 255f);
            sum += effect.Ground[nodes[i]] / MathF.Max(q * q, 0.01f);
            _until[i] = sum;
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            _until[i] /= sum;
        }
    }

    /// <summary>The splashes of an effect; null where nothing is struck.</summary>
    public static Splashes? Of(LifePlan plan, PlacedEffect effect, SplashKind kind)
    {
        int[] nodes = [.. Enumerable.Range(0, effect.Ground.Length).Where(i => effect.Ground[i] > 40)];
        return nodes.Length == 0 ? null : new Splashes(plan, effect, kind, nodes);
    }

    /// <summary>Draws them.</summary>
    /// <param name="moment">When.</param>
    /// <param name="pose">The camera in the picture's world.</param>
    /// <param name="canvas">Where to.</param>
    public void Draw(in LifeMoment moment, CameraPose pose, in SpriteCanvas canvas)
    {
        var toCamera = Quaternion.Conjugate(pose.Rotation);
        var focal = pose.FocalLength / 36 * canvas.Width;
        for (var i = 0; i < _count; i++)
        {
            DrawOne(i, moment, pose, toCamera, focal, canvas);
        }
    }

    private void DrawOne(int index, in LifeMoment moment, CameraPose pose, Quaternion toCamera, float focal,
        in SpriteCanvas canvas)
    {
        var turn = LifeMoment.Whole(_kind.Seconds + (_kind.Pause * _chance.At(index, 0)), _plan.Period);
        var at = (moment.Seconds / turn) + _chance.At(index, 1);
        var strike = (int)Math.Floor(at) + (_plan.Period > 0 && at >= _plan.Period / turn
            ? -(int)Math.Round(_plan.Period / turn) : 0);
        var age = (float)((at - Math.Floor(at)) * turn / _kind.Seconds);
        if (age >= 1)
        {
            return;
        }

        var once = (index * 7919) + strike;
        var place = Array.BinarySearch(_until, _chance.At(once, 2));
        var node = _nodes[Math.Min(_nodes.Length - 1, place < 0 ? ~place : place)];
        float x = ((node % _plan.Columns) + _chance.Signed(once, 3)) * NodeGrid.Fine,
            y = ((node / _plan.Columns) + _chance.Signed(once, 4)) * NodeGrid.Fine;
        var seen = Vector3.Transform(_space.Point(x, y,
            StillSpace.InverseDepth(_plan.Nearness[node] / 255f)) - pose.Position, toCamera);
        if (seen.Z > -0.5f)
        {
            return;
        }

        float z = -seen.Z, size = _kind.Radius.Least + ((_kind.Radius.Most - _kind.Radius.Least) * _chance.At(once, 5));
        var middle = new Vector2(canvas.CentreX + (focal * seen.X / z), canvas.CentreY - (focal * seen.Y / z));
        var radius = size * focal / z * (0.25f + (0.75f * MathF.Sqrt(age)));
        var left = (1 - age) * (1 - age) * moment.Fade * _kind.Opacity;
        canvas.Ring(middle, radius, MathF.Max(0.16f, 0.32f * (y / _plan.Height)), MathF.Max(0.7f, 0.10f * radius),
            _effect.Colour, left);
        for (var d = 0; d < _kind.Drops && radius > 1.2f; d++)
        {
            // Up and down again, outward.
            var high = 4 * age * (1 - age) * _kind.Height * (0.5f + (0.5f * _chance.At(once, 6 + d)));
            var aside = _chance.Signed(once, 12 + d) * size * age * focal / z;
            canvas.Stroke(
                middle + new Vector2(aside, -high * focal / z), Vector2.Zero, MathF.Max(0.7f, 0.004f * focal / z), 0,
                    _effect.Colour,
                MathF.Min(0.8f, left * 1.4f), 0);
        }
    }
}
