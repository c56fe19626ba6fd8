using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>A smooth union of balls and capsules, skinned by surface nets.</summary>
/// <remarks>Source: naive surface nets after Gibson 1998, doi:10.1007/BFb0056277.</remarks>
internal sealed class Blob
{
    private readonly float[][] _balls;
    private readonly float _blend;
    private readonly float _lump;
    private readonly float _lumpSize;
    private readonly long _seed;

    /// <summary>A blob.</summary>
    /// <param name="balls">Each x, y, z, radius, or two of these: a capsule between both.</param>
    /// <param name="blend">Metres over which neighbours flow together.</param>
    /// <param name="lump">Height of its lumps in metres.</param>
    /// <param name="lumpSize">Distance between lumps in metres.</param>
    /// <param name="seed">Decides the lumps.</param>
    public Blob(float[][] balls, float blend, float lump, float lumpSize, long seed)
    {
        _balls = balls;
        _blend = Math.Max(1e-4f, blend);
        _lump = lump;
        _lumpSize = Math.Max(1e-3f, lumpSize);
        _seed = seed;
    }

    /// <summary>The skin.</summary>
    /// <param name="cells">Cells along the longest side.</param>
    public Form Skin(int cells)
    {
        var (low, high) = Bounds();
        var extent = high - low;
        var step = Math.Max(extent.X, Math.Max(extent.Y, extent.Z)) / cells;
        low -= new Vector3(1.01f * step);
        var (nx, ny, nz) = (Count(extent.X), Count(extent.Y), Count(extent.Z));
        var field = new float[nx * ny * nz];
        for (var z = 0; z < nz; z++)
        {
            for (var y = 0; y < ny; y++)
            {
                for (var x = 0; x < nx; x++)
                {
                    field[(((z * ny) + y) * nx) + x] = At(low + (new Vector3(x, y, z) * step));
                }
            }
        }

        return Net(field, nx, ny, nz, low, step);

        int Count(float length) => (int)MathF.Ceiling(length / step) + 4;
    }

    private Form Net(float[] field, int nx, int ny, int nz, Vector3 low, float step)
    {
        var form = new Form();
        var number = new int[field.Length];
        ReadOnlySpan<int> jump = [1, nx, nx * ny];
        for (var z = 0; z < nz - 1; z++)
        {
            for (var y = 0; y < ny - 1; y++)
            {
                for (var x = 0; x < nx - 1; x++)
                {
                    var at = (((z * ny) + y) * nx) + x;
                    number[at] = Vertex(form, field, at, jump, low + (new Vector3(x, y, z) * step), step);
                }
            }
        }

        for (var z = 1; z < nz - 1; z++)
        {
            for (var y = 1; y < ny - 1; y++)
            {
                for (var x = 1; x < nx - 1; x++)
                {
                    var at = (((z * ny) + y) * nx) + x;
                    for (var axis = 0; axis < 3; axis++)
                    {
                        var (u, v) = (jump[(axis + 1) % 3], jump[(axis + 2) % 3]);
                        var (inside, next) = (field[at] < 0, field[at + jump[axis]] < 0);
                        if (inside == next)
                        {
                            continue;
                        }

                        var (a, b, c, d) = (number[at - u - v], number[at - v], number[at], number[at - u]);
                        if (inside)
                        {
                            form.Quad(a, b, c, d);
                        }
                        else
                        {
                            form.Quad(d, c, b, a);
                        }
                    }
                }
            }
        }

        return form.Crease(180);
    }

    // The middle of where the surface cuts the cell's edges, then drawn onto the surface; -1 when it cuts none.
    private int Vertex(Form form, float[] field, int at, ReadOnlySpan<int> jump, Vector3 corner, float step)
    {
        var (sum, cuts) = (Vector3.Zero, 0);
        for (var i = 0; i < 8; i++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                if ((i & (1 << axis)) != 0)
                {
                    continue;
                }

                var from = at + ((i & 1) * jump[0]) + (((i >> 1) & 1) * jump[1]) + (((i >> 2) & 1) * jump[2]);
                var (a, b) = (field[from], field[from + jump[axis]]);
                if (a < 0 != b < 0)
                {
                    var place = new Vector3(i & 1, (i >> 1) & 1, (i >> 2) & 1);
                    place[axis] += a / (a - b);
                    sum += place;
                    cuts++;
                }
            }
        }

        if (cuts == 0)
        {
            return -1;
        }

        var vertex = corner + (sum / cuts * step);
        var reach = 0.05f * step;
        var slope = new Vector3(
            At(vertex + new Vector3(reach, 0, 0)) - At(vertex - new Vector3(reach, 0, 0)),
            At(vertex + new Vector3(0, reach, 0)) - At(vertex - new Vector3(0, reach, 0)),
            At(vertex + new Vector3(0, 0, reach)) - At(vertex - new Vector3(0, 0, reach))) / (2 * reach);
        var steepness = slope.LengthSquared();
        if (steepness > 1e-4f)
        {
            var move = slope * (At(vertex) / steepness);
            var most = 0.4f * step;
            vertex -= move.Length() > most ? Vector3.Normalize(move) * most : move;
        }

        return form.Add(vertex);
    }

    private float At(Vector3 place)
    {
        var nearest = float.MaxValue;
        foreach (var ball in _balls)
        {
            var distance = Distance(ball, place);
            if (nearest == float.MaxValue)
            {
                nearest = distance;
                continue;
            }

            var share = Math.Max(0, _blend - MathF.Abs(nearest - distance)) / _blend;
            nearest = Math.Min(nearest, distance) - (share * share * _blend / 4);
        }

        return _lump == 0 ? nearest : nearest - (_lump * ValueNoise.At(place / _lumpSize, _seed));
    }

    private static float Distance(float[] ball, Vector3 place)
    {
        var from = new Vector3(ball[0], ball[1], ball[2]);
        if (ball.Length < 8)
        {
            return Vector3.Distance(place, from) - ball[3];
        }

        var way = new Vector3(ball[4], ball[5], ball[6]) - from;
        var share = Math.Clamp(Vector3.Dot(place - from, way) / Math.Max(1e-8f, way.LengthSquared()), 0, 1);
        return Vector3.Distance(place, from + (way * share)) - ball[3] - (share * (ball[7] - ball[3]));
    }

    private (Vector3 Low, Vector3 High) Bounds()
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var ball in _balls)
        {
            for (var i = 0; i + 3 < ball.Length; i += 4)
            {
                var centre = new Vector3(ball[i], ball[i + 1], ball[i + 2]);
                low = Vector3.Min(low, centre - new Vector3(ball[i + 3] + MathF.Abs(_lump)));
                high = Vector3.Max(high, centre + new Vector3(ball[i + 3] + MathF.Abs(_lump)));
            }
        }

        return (low, high);
    }
}
