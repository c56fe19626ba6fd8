using Throughline.Media.Faces;

namespace Throughline.Stage.Stills;

/// <summary>Parts of the largest person in a picture: hair, head, chest and clothes, as masks of nodes. From the face
/// where
/// one is known, and from where people are.</summary>
internal sealed class PersonFinder
{
    // Without a face the network that tells people takes hills and houses for them too: people are not this wide, as
    // the spread of their columns in widths of the picture, nor this much of it.
    private const float MostSpread = 0.2f;
    private const float MostPeople = 0.4f;

    private readonly LifeSurvey _survey;
    private readonly float[] _people;
    private readonly FaceMesh? _face;

    private PersonFinder(LifeSurvey survey, float[] people, FaceMesh? face)
    {
        _survey = survey;
        _people = people;
        _face = face;
    }

    /// <summary>Finds the person; null when there is none.</summary>
    public static PersonFinder? Of(LifeView view, CancellationToken cancellationToken)
    {
        var survey = view.Survey;
        var people = view.Sight?.People(view.Picture, cancellationToken);
        var face = view.Faces.Count > 0 ? view.Faces[0] : null;
        var matte = people is null ? null : LifeSurvey.Reduced(people, survey.Image);
        if (face is null && (matte is null || matte.Average() is < 0.02f or > MostPeople
            || Spread(matte, survey.Image.Width) > MostSpread))
        {
            return null;
        }

        // Without a model of people a face still tells where its head and shoulders are.
        return new PersonFinder(survey, matte ?? Bust(survey, new HeadFrame(face!.Points)), face);
    }

    /// <summary>The hair: what has the colour of the crown, around the face.</summary>
    public byte[]? Hair()
    {
        if (_face is null)
        {
            return null;
        }

        var head = new HeadFrame(_face.Points);
        var image = _survey.Image;
        var crown = new List<int>();
        Each(head, (i, across, up) =>
        {
            if (MathF.Abs(across) < 0.45f && up is > 0.62f and < 1.0f && _people[i] > 0.6f)
            {
                crown.Add(i);
            }
        });
        if (crown.Count < 6)
        {
            return null;
        }

        float Median(float[] plane) => crown.Select(i => plane[i]).Order().ElementAt(crown.Count / 2);
        var (l, a, b) = (Median(image.L), Median(image.A), Median(image.B));
        var hair = new float[_people.Length];
        Each(head, (i, across, up) =>
        {
            float dl = (image.L[i] - l) / 30, da = (image.A[i] - a) / 11, db = (image.B[i] - b) / 13;
            var isNear = MathF.Abs(across) < 1.7f && up is > -1.3f and < 1.6f;
            hair[i] = isNear && _people[i] > 0.35f && (dl * dl) + (da * da) + (db * db) < 1.3f
                && !HeadFrame.IsFace(across, up) ? 1 : 0;
        });

        // It sways the more the farther it is from where it grows.
        var wide = Planes.Gauss(hair, image.Width, image.Height, 2);
        var mask = Nodes(i => wide[i], (x, y) =>
        {
            var (across, up) = head.At(x, y);
            var root = MathF.Sqrt((across * across / 0.5f) + ((up - 0.25f) * (up - 0.25f) / 0.65f));
            return Math.Clamp((root - 0.95f) / 0.8f, 0, 1) + Math.Clamp((-up - 0.1f) / 1.2f, 0, 0.6f);
        });
        return mask.Any(m => m > 60) ? mask : null;
    }

    /// <summary>The chest and shoulders.</summary>
    public byte[]? Body()
    {
        var wide = Planes.Gauss(_people, _survey.Image.Width, _survey.Image.Height, 5);
        var head = _face is null ? null : new HeadFrame(_face.Points);
        var mask = Nodes(i => Math.Clamp((wide[i] - 0.1f) * 1.4f, 0, 1), (x, y) =>
        {
            // From the neck to the belly.
            if (head is null)
            {
                return 1;
            }

            var (_, up) = head.At(x, y);
            return Math.Clamp((-up - 0.35f) / 0.6f, 0, 1) * Math.Clamp((4.5f + up) / 2, 0, 1);
        });
        return mask.Any(m => m > 60) ? mask : null;
    }

    /// <summary>The head, fading into the neck, the hair and what is behind it.</summary>
    public byte[] Head()
    {
        var head = new HeadFrame(_face!.Points);
        var wide = Planes.Gauss(_people, _survey.Image.Width, _survey.Image.Height, 3);
        return Nodes(i => Math.Clamp(wide[i] * 1.3f, 0, 1), (x, y) =>
        {
            var (across, up) = head.At(x, y);
            float dx = across / 1.05f, dy = (up - 0.12f) / (up > 0.12f ? 1.2f : 1.0f);
            var t = Math.Clamp((1.5f - MathF.Sqrt((dx * dx) + (dy * dy))) / 0.62f, 0, 1);
            return t * t * (3 - (2 * t));
        });
    }

    /// <summary>What the person wears, below the shoulders and hanging free at its edges.</summary>
    public byte[]? Clothes()
    {
        var image = _survey.Image;
        var inside = Array.ConvertAll(_people, p => p > 0.5f ? 1f : 0);
        var deep = Planes.Gauss(inside, image.Width, image.Height, image.Width / 26f);
        var head = _face is null ? null : new HeadFrame(_face.Points);
        var mask = Nodes(i => inside[i] * Math.Clamp((1.15f - deep[i]) * 1.6f, 0, 1), (x, y) =>
            head is null ? 1 : Math.Clamp((-head.At(x, y).Up - 1.2f) / 1.2f, 0, 1));
        return mask.Count(m => m > 60) > mask.Length / 200 ? mask : null;
    }

    // The standard deviation of a matte's columns, in widths.
    private static float Spread(float[] matte, int width)
    {
        double sum = 1e-6, first = 0, second = 0;
        for (var i = 0; i < matte.Length; i++)
        {
            var x = i % width / (double)width;
            (sum, first, second) = (sum + matte[i], first + (matte[i] * x), second + (matte[i] * x * x));
        }

        return (float)Math.Sqrt(Math.Max(0, (second / sum) - (first / sum * (first / sum))));
    }

    // Head and shoulders as a face implies them.
    private static float[] Bust(LifeSurvey survey, HeadFrame head)
    {
        var image = survey.Image;
        var bust = new float[image.Width * image.Height];
        for (var i = 0; i < bust.Length; i++)
        {
            var (across, up) = head.At((i % image.Width) * image.Scale, (i / image.Width) * image.Scale);
            float dx = across / 0.95f, dy = (up - 0.15f) / 1.15f;
            var isHead = (dx * dx) + (dy * dy) < 1;
            var shoulders = 0.5f + (1.8f * Math.Clamp((-up - 0.9f) / 0.7f, 0, 1));
            bust[i] = isHead || (up < -0.6f && MathF.Abs(across) < shoulders) ? 1 : 0;
        }

        return Planes.Gauss(bust, image.Width, image.Height, 3);
    }

    private void Each(HeadFrame head, Action<int, float, float> visit)
    {
        var image = _survey.Image;
        for (var i = 0; i < _people.Length; i++)
        {
            var (across, up) = head.At((i % image.Width) * image.Scale, (i / image.Width) * image.Scale);
            visit(i, across, up);
        }
    }

    private byte[] Nodes(Func<int, float> inside, Func<float, float, float> share)
    {
        var mask = new float[_survey.Columns * _survey.Rows];
        for (var n = 0; n < mask.Length; n++)
        {
            float x = (n % _survey.Columns) * NodeGrid.Fine, y = (n / _survey.Columns) * NodeGrid.Fine;
            mask[n] = 255 * inside(_survey.PixelAt(n)) * share(x, y);
        }

        var soft = Planes.Gauss(mask, _survey.Columns, _survey.Rows, 1.2f);
        return Array.ConvertAll(soft, m => (byte)Math.Clamp(m < 2 ? 0 : m, 0, 255));
    }
}
