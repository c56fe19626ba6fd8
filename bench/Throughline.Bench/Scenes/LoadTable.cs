using System.Globalization;
using System.Numerics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Bench.Scenes;

/// <summary>Which meshes of a frame have the most triangles, and how large they are seen.</summary>
internal static class LoadTable
{
    private const int Most = 14;

    public static IEnumerable<string> Of(SceneFrame frame, PixelSize size)
    {
        var view = new ViewBasis(frame.Camera.Pose, size);
        return frame.Instances.GroupBy(instance => instance.Mesh)
            .OrderByDescending(group => group.Key.Triangles * group.Count()).Take(Most).Select(Line);

        string Line(IGrouping<Mesh, Instance> group)
        {
            var mesh = group.Key;
            var radii = group.Select(instance => PixelRadius(instance, view, size))
                .Where(radius => radius > 0).Order().ToList();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"    {mesh.Triangles,6} triangles x {group.Count(),3}, subject {group.First().Subject}, ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{radii.Count,3} seen of radius {(radii.Count > 0 ? radii[0] : 0):0} to {(radii.Count > 0 ? radii[^1] : 0):0} pixels")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(mesh.Sway is null ? "" : ", sways")}{(mesh.Rest is null ? "" : ", posed")}, {group.First().Materials[0].Kind}");
        }
    }

    // 0 for what is out of sight.
    private static float PixelRadius(in Instance instance, in ViewBasis view, PixelSize size)
    {
        var scale = new Vector3(instance.Place.M11, instance.Place.M12, instance.Place.M13).Length();
        var (centre, radius) = (Vector3.Transform(instance.Mesh.Centre, instance.Place), instance.Mesh.Radius * scale);
        var depth = Math.Max(Vector3.Dot(centre - view.Eye, view.Forward), 0.1f);
        return new Frustum(view, size).Sees(centre, radius) ? radius * view.Focal / depth : 0;
    }
}
