using System.Numerics;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Staging;

/// <summary>
/// A room: floor, back wall, side walls and ceiling; open towards the audience, where the camera stands.
/// </summary>
internal sealed class RoomText
{
    private const float Thick = 0.15f;

    private readonly Dictionary<string, MaterialText> _materials = new(StringComparer.Ordinal);
    private readonly List<(char Wall, float At, float Sill, Vector2 Size)> _openings = [];

    /// <summary>Reads a room.</summary>
    public RoomText(AssetFields fields, MaterialShelf shelf)
    {
        Size = fields.Vector("size", new(8, 3, 7));
        Back = fields.Number("back", 3.5f, 0.5f, 200);
        if (Size.X < 1 || Size.Y < 1 || Size.Z < 1)
        {
            fields.Error("size", "a room is at least a metre wide, high and deep");
            Size = new(8, 3, 7);
        }

        foreach (var (part, usual) in new[] { ("wall", "plaster"), ("floor", "planks"), ("ceiling", "plaster"), ("trim", "pale wood") })
        {
            _materials[part] =
                fields.Find(part) is { } node ? MaterialText.Read(node, shelf, fields.Problems) : shelf.Find(usual)!;
        }

        HasCeiling = !fields.Flag("open above");
        foreach (var item in fields.Items("openings", 20))
        {
            if (AssetFields.Of(item, "an opening", fields.Problems) is { } opening)
            {
                var wall = opening.Text("wall") ?? "back";
                if (wall is not ("back" or "left" or "right"))
                {
                    opening.Error("wall", "a wall is back, left or right");
                }

                var size = opening.Numbers("size", 2, 2) ?? [1, 1];
                _openings.Add(
                    (wall[0], opening.Number("at", 0, -200, 200), opening.Number("sill", 0.9f, 0, 100),
                        new(size[0], size[1])));
                opening.End();
            }
        }

        fields.End();
    }

    /// <summary>Width, height and depth in metres.</summary>
    public Vector3 Size { get; }

    /// <summary>Metres from the mark to the back wall.</summary>
    public float Back { get; }

    /// <summary>Whether it is closed above.</summary>
    public bool HasCeiling { get; }

    /// <summary>Builds the shell.</summary>
    public Model Build(Traits traits, IReadOnlySet<string> conditions, long seed)
    {
        var context = new ModelContext(traits, conditions, seed, 1);
        var form = new Form();
        var (half, front) = (Size.X / 2, Size.Z - Back);
        Slab(form, context, "floor", new(-half, -Thick, -Back), new(half, 0, front));
        if (HasCeiling)
        {
            Slab(form, context, "ceiling", new(-half, Size.Y, -Back), new(half, Size.Y + Thick, front));
        }

        Wall(form, context, 'b', Size.X, Matrix4x4.CreateTranslation(0, 0, -Back));
        Wall(
            form, context, 'l', Size.Z, Matrix4x4.CreateTranslation(-((front - Back) / 2), 0, 0)
                * Turned(90) * Matrix4x4.CreateTranslation(-half, 0, 0));
        Wall(
            form, context, 'r', Size.Z, Matrix4x4.CreateTranslation((front - Back) / 2, 0, 0)
                * Turned(-90) * Matrix4x4.CreateTranslation(half, 0, 0));
        var (low, high) = form.Bounds();
        return new Model
        {
            Name = "room",
            Mesh = FormMesh.Of(form, false),
            Materials = context.Materials,
            Low = low,
            High = high,
        };

        static Matrix4x4 Turned(float degrees) => Matrix4x4.CreateRotationY(float.DegreesToRadians(degrees));
    }

    // A wall along X that faces +Z, in columns about its openings; a skirting and a rail under the ceiling.
    private void Wall(Form form, ModelContext context, char wall, float width, Matrix4x4 place)
    {
        var shell = new Form();
        var left = -width / 2;
        foreach (var (_, at, sill, size) in _openings.Where(opening => opening.Wall == wall)
            .OrderBy(opening => opening.At))
        {
            var (from, to) = (Math.Max(left, at - (size.X / 2)), at + (size.X / 2));
            Slab(shell, context, "wall", new(left, 0, -Thick), new(from, Size.Y, 0));
            Slab(shell, context, "wall", new(from, 0, -Thick), new(to, sill, 0));
            Slab(shell, context, "wall", new(from, sill + size.Y, -Thick), new(to, Size.Y, 0));
            left = to;
        }

        Slab(shell, context, "wall", new(left, 0, -Thick), new(width / 2, Size.Y, 0));
        left = -width / 2;
        foreach (var (_, at, sill, size) in _openings.Where(opening => opening.Wall == wall && opening.Sill < 0.1f)
            .OrderBy(opening => opening.At))
        {
            Slab(shell, context, "trim", new(left, 0, 0), new(at - (size.X / 2), 0.14f, 0.03f));
            left = at + (size.X / 2);
        }

        Slab(shell, context, "trim", new(left, 0, 0), new(width / 2, 0.14f, 0.03f));
        if (HasCeiling)
        {
            Slab(shell, context, "trim", new(-width / 2, Size.Y - 0.1f, 0), new(width / 2, Size.Y, 0.05f));
        }

        form.Add(shell, place);
    }

    private void Slab(Form form, ModelContext context, string material, Vector3 low, Vector3 high)
    {
        var size = high - low;
        if (size.X < 1e-3f || size.Y < 1e-3f || size.Z < 1e-3f)
        {
            return;
        }

        var slab = Solids.Box(size, 0);
        var slot = context.Slot("room", material, _materials[material]);
        foreach (ref var triangle in slab.Triangles)
        {
            triangle.Slot = slot;
        }

        form.Add(slab, Matrix4x4.CreateTranslation((low.X + high.X) / 2, low.Y, (low.Z + high.Z) / 2));
    }
}
