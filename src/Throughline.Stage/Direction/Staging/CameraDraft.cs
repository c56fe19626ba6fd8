using Throughline.Camera;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>How the scene is seen, while the prompt is being read.</summary>
internal sealed class CameraDraft(List<string> notes)
{
    private readonly List<CameraMove> _moves = [];
    private (ShotScale Value, string Words)? _scale;
    private (CameraAngle Value, string Words)? _angle;
    private float? _lens;
    private bool _isStill;
    private string? _moveWords;

    /// <summary>Id of the subject that the camera is told to be about; null for none.</summary>
    public string? Subject { get; set; }

    /// <summary>Ids of the subjects that the focus goes to in turn.</summary>
    public List<string> Focus { get; } = [];

    /// <summary>Whether the prompt says anything of the camera.</summary>
    public bool IsSaid => _moves.Count > 0 || _scale is not null || _angle is not null || _lens is not null || _isStill;

    /// <summary>Whether a move was named.</summary>
    public bool HasMove => _moves.Count > 0;

    /// <summary>Sets the size of the shot.</summary>
    public void Scale(ShotScale scale, string words)
    {
        if (_scale is { } before && before.Value != scale)
        {
            notes.Add($"'{before.Words}' and '{words}' are two sizes of shot: the later, '{words}', counts.");
        }

        _scale = (scale, words);
    }

    /// <summary>Sets the angle.</summary>
    public void Angle(CameraAngle angle, string words)
    {
        if (_angle is { } before && before.Value != angle)
        {
            notes.Add($"'{before.Words}' and '{words}' are two angles: the later, '{words}', counts.");
        }

        _angle = (angle, words);
    }

    /// <summary>Sets the lens in millimetres.</summary>
    public void Lens(float millimetres) => _lens = Math.Clamp(millimetres, 12, 200);

    /// <summary>
    /// Adds a move; a move and its opposite, or a rest and a move, contradict each other and the later counts.
    /// </summary>
    /// <param name="kind">The move.</param>
    /// <param name="strength">Against the move's usual amount.</param>
    /// <param name="words">As the prompt spells it.</param>
    /// <param name="cue">When it is said to happen; null for nothing said.</param>
    public void Move(CameraMoveKind kind, float strength, string words, Slate.Cue? cue = null)
    {
        var info = CameraMoves.Of(kind);
        if (kind == CameraMoveKind.Static ? _moves.Count > 0 : _isStill
            || _moves.Exists(move => move.Kind == info.Opposite))
        {
            notes.Add($"'{_moveWords}' and '{words}' contradict each other: the later, '{words}', counts.");
            _moves.RemoveAll(move => kind == CameraMoveKind.Static || move.Kind == info.Opposite);
        }

        _isStill = kind == CameraMoveKind.Static;
        _moveWords = words;
        if (_isStill)
        {
            return;
        }

        _moves.RemoveAll(move => move.Kind == kind);
        double? amount = strength == 1 ? null
            : info.Unit == CameraUnit.Factor ? Math.Clamp(1 + ((info.Usual - 1) * strength), info.Minimum, info.Maximum)
            : Math.Clamp(info.Usual * strength, info.Minimum, info.Maximum);
        _moves.Add(new CameraMove
        {
            Kind = kind,
            Amount = amount is { } exact ? Math.Round(exact, 2) : null,
            From = cue?.From,
            To = cue?.To,
        });
    }

    /// <summary>The finished direction.</summary>
    public CameraDirection Finish(DirectionRequest request, IReadOnlySet<string> ids)
    {
        if (request.Moves is not null && IsMoved)
        {
            notes.Add($"the shot's own camera replaces '{_moveWords}'.");
        }

        return new CameraDirection
        {
            Scale = _scale?.Value,
            Angle = _angle?.Value ?? CameraAngle.EyeLevel,
            Lens = _lens,
            Subject = Subject is { } subject && ids.Contains(subject) ? subject : null,
            Focus = Focus.Count(ids.Contains) > 1 ? [.. Focus.Where(ids.Contains)] : [],
            Moves = request.Moves ?? InTurn(request.Seconds),
        };
    }

    private bool IsMoved => _moves.Count > 0 || _isStill;

    // Moves joined by "then" share the shot; the others run at once.
    private List<CameraMove> InTurn(decimal seconds)
    {
        if (_turns.Count == 0 || _moves.Count < 2 || _moves.Exists(move => move.From is not null))
        {
            return _moves;
        }

        var parts = _turns.Count + 1;
        var timed = new List<CameraMove>();
        for (var i = 0; i < _moves.Count; i++)
        {
            var part = _turns.Count(turn => turn <= i);
            timed.Add(_moves[i] with
            {
                From = part == 0 ? null : Math.Round(seconds * part / parts, 3),
                To = part == parts - 1 ? null : Math.Round(seconds * (part + 1) / parts, 3),
            });
        }

        return timed;
    }

    private readonly List<int> _turns = [];

    /// <summary>What comes now comes after the moves so far.</summary>
    public void Then()
    {
        if (_moves.Count > 0 && !_turns.Contains(_moves.Count))
        {
            _turns.Add(_moves.Count);
        }
    }
}
