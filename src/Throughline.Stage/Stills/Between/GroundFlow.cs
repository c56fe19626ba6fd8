namespace Throughline.Stage.Stills;

/// <summary>
/// The flow of what most things around a place do: the ground's, beside the camera's map. What goes another way than
/// most around it has no say.
/// </summary>
internal static class GroundFlow
{
    // Pixels around that say what the ground does, and how far from it one may be that still has a say.
    private const int Around = 60;
    private const float Near = 6;
    private const int Rounds = 3;

    // What the picture's mean weighs where nothing around is found.
    private const float Unsaid = 1e-4f;

    /// <summary>The ground's flow in one picture of a pair.</summary>
    public static FlowField Of(PairSide side)
    {
        int width = side.Visible.Width, height = side.Visible.Height;
        var ground = FlowField.Still(width, height);
        for (var round = 0; round < Rounds; round++)
        {
            Plane say = new(width, height), u = new(width, height), v = new(width, height);
            double sum = 0, sumU = 0, sumV = 0;
            for (var y = 0; y < height; y++)
            {
                ReadOnlySpan<float> visible = side.Visible.Row(y), differs = side.Differs.Row(y),
                    us = side.Flow.X.Row(y), vs = side.Flow.Y.Row(y), gu = ground.X.Row(y), gv = ground.Y.Row(y);
                Span<float> to = say.Row(y), toU = u.Row(y), toV = v.Row(y);
                for (var x = 0; x < width; x++)
                {
                    float du = us[x] - gu[x], dv = vs[x] - gv[x];
                    var off = round == 0 ? 0 : ((du * du) + (dv * dv)) / (Near * Near);
                    to[x] = visible[x] * (1 - differs[x]) / (1 + (off * off));
                    (toU[x], toV[x]) = (to[x] * us[x], to[x] * vs[x]);
                    (sum, sumU, sumV) = (sum + to[x], sumU + toU[x], sumV + toV[x]);
                }
            }

            float meanU = (float)(sumU / (sum + 1)), meanV = (float)(sumV / (sum + 1));
            (say, u, v) = (say.Blurred(Around), u.Blurred(Around), v.Blurred(Around));
            for (var i = 0; i < say.Values.Length; i++)
            {
                ground.X.Values[i] = (u.Values[i] + (Unsaid * meanU)) / (say.Values[i] + Unsaid);
                ground.Y.Values[i] = (v.Values[i] + (Unsaid * meanV)) / (say.Values[i] + Unsaid);
            }
        }

        return ground;
    }
}
