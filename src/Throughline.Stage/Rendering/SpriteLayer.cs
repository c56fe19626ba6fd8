using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What is in the air, drawn from far to near: discs and streaks with soft edges that fade where they meet a surface.
/// Lanes: sixteen pixels of a row.
/// </summary>
internal sealed unsafe class SpriteLayer : IDisposable
{
    private readonly AlignedBuffer<Ordered> _order = new(256);

    /// <summary>Draws the sprites over a film.</summary>
    public void Draw(List<Sprite> sprites, Film film, Visibility seen, in ViewBasis view, in LightRig rig)
    {
        var all = CollectionsMarshal.AsSpan(sprites);
        _order.Grow(all.Length);
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            var depth = Vector3.Dot(all[i].Place - view.Eye, view.Forward);
            if (depth > 0.15f && all[i].Cover > 0)
            {
                _order.Start[count++] = new(-depth, i);
            }
        }

        var order = new Span<Ordered>(_order.Start, count);
        order.Sort();
        var ambient = ((rig.Zenith * 0.4f) + (rig.Horizon * 0.45f) + (rig.Ground * 0.2f)) * rig.SkyLight;
        foreach (var (_, index) in order)
        {
            One(all[index], film, seen, view, rig, ambient);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _order.Dispose();

    private static void One(
        in Sprite sprite, Film film, Visibility seen, in ViewBasis view, in LightRig rig, Vector3 ambient)
    {
        var head = view.Project(sprite.Place);
        var tail = view.Project(sprite.PlaceBefore);
        if (tail.Z < 0.1f)
        {
            tail = head;
        }

        // Thinner than a pixel, it is drawn a pixel wide and covers less.
        var depth = head.Z;
        var radius = sprite.Radius * view.Focal / depth;
        var cover = sprite.Cover * MathF.Min(depth * 2.5f, 1);
        if (radius < 0.75f)
        {
            cover *= radius / 0.75f;
            radius = 0.75f;
        }

        radius = MathF.Min(radius, film.Size.Height * 0.4f);
        var (dx, dy) = (tail.X - head.X, tail.Y - head.Y);
        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        if (length > film.Size.Height)
        {
            return;
        }

        // A streak shares its cover along its way.
        cover *= MathF.Min(1, ((2 * radius) + (0.35f * length)) / ((2 * radius) + length));
        if (cover < 0.004f)
        {
            return;
        }

        var left = (int)MathF.Max(MathF.Min(head.X, tail.X) - radius - 1, 0);
        var right = (int)MathF.Min(MathF.Max(head.X, tail.X) + radius + 1, film.Size.Width - 1);
        var top = (int)MathF.Max(MathF.Min(head.Y, tail.Y) - radius - 1, 0);
        var bottom = (int)MathF.Min(MathF.Max(head.Y, tail.Y) + radius + 1, film.Size.Height - 1);
        if (left > right || top > bottom)
        {
            return;
        }

        var colour = sprite.Glows ? sprite.Colour : sprite.Colour * (ambient + (rig.Sun * 0.32f));
        if (!sprite.Glows)
        {
            // Air lies before it too.
            var direction = Vector3.Normalize(sprite.Place - view.Eye);
            var clear = FogKernel.Clear(
                Wide.Of(Vector3.Distance(sprite.Place, view.Eye)), Wide.Of(sprite.Place.Y - view.Eye.Y), rig)
                .ToScalar();
            FogKernel.Colour(
                Wide.Of(direction.X), Wide.Of(direction.Y), Wide.Of(direction.Z), rig, out var fr, out var fg,
                out var fb);
            colour = Vector3.Lerp(new(fr.ToScalar(), fg.ToScalar(), fb.ToScalar()), colour, clear);
        }

        var perLength = length > 0.01f ? 1 / (length * length) : 0;
        var soft = Wide.Of(1 / MathF.Max(radius * Math.Clamp(sprite.Softness, 0, 1), 1f));
        var reach = Wide.Of(radius + (0.5f * (1 - sprite.Softness)));
        var perReach = Wide.Of(1 / MathF.Max(sprite.Radius * (0.3f + (1.7f * sprite.Softness)), 0.02f));
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (var y = top; y <= bottom; y++)
        {
            float* r = film.R(y), g = film.G(y), b = film.B(y);
            var near = seen.Nearness + ((long)y * seen.Stride);
            var py = Wide.Of(y + 0.5f - head.Y);
            for (var x = left & ~15; x <= right; x += 16)
            {
                var px = lanes + Wide.Of(x + 0.5f - head.X);
                var t = Wide.Saturate(Wide.Fma(px, Wide.Of(dx), py * Wide.Of(dy)) * Wide.Of(perLength));
                var ax = px - (t * Wide.Of(dx));
                var ay = py - (t * Wide.Of(dy));
                var away = Vector512.Sqrt(Wide.Fma(ax, ax, ay * ay));
                var alpha = Wide.Saturate((reach - away) * soft);
                if (!Vector512.GreaterThanAny(alpha, F.Zero))
                {
                    continue;
                }

                var behind = F.One / Wide.Max(Vector512.Load(near + x), Wide.Of(1e-6f));
                alpha = Wide.Smooth(alpha) * Wide.Saturate((behind - Wide.Of(depth)) * perReach) * Wide.Of(cover);
                Over(r + x, alpha, colour.X);
                Over(g + x, alpha, colour.Y);
                Over(b + x, alpha, colour.Z);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Over(float* at, F alpha, float colour)
    {
        var there = Vector512.Load(at);
        Wide.Fma(alpha, Wide.Of(colour) - there, there).Store(at);
    }

    private readonly record struct Ordered(float Distance, int Index) : IComparable<Ordered>
    {
        public int CompareTo(Ordered other) =>
            Distance < other.Distance ? -1 : Distance > other.Distance ? 1 : Index.CompareTo(other.Index);
    }
}
