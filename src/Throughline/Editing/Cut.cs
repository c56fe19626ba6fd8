using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Review;

namespace Throughline.Editing;

/// <summary>
/// Cuts a film: joins the clips without encoding again what no transition changes, and writes beside it the lists for
/// editing programs, the contact sheet and the report. Every result appears complete or not at all; earlier ones stay
/// until then.
/// </summary>
public sealed class Cut
{
    private const string FilmName = "film";
    private const string OtioName = "film.otio";
    private const string EdlName = "film.edl";
    private const string SheetName = "contact-sheet.png";
    private const string ReportName = "report.json";

    private static readonly string[] _extensions = [".mp4", ".mov"];

    private readonly CutOrder _order;
    private readonly CutTimeline _timeline;
    private readonly CutWorkplace _workplace;
    private readonly IProgress<CutProgress>? _progress;
    private readonly string _filmName;

    private Cut(CutOrder order, CutTimeline timeline, CutWorkplace workplace, IProgress<CutProgress>? progress)
    {
        (_order, _timeline, _workplace, _progress) = (order, timeline, workplace, progress);
        _filmName = FilmName + order.Format.Extension;
    }

    /// <summary>Cuts the film.</summary>
    /// <param name="order">What and where to.</param>
    /// <param name="progress">Told how far it is; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops the cut; earlier results stay.</param>
    /// <exception cref="CutException">The film cannot be cut; the message says why and what to do.</exception>
    public static async Task<CutResult> MakeAsync(
        CutOrder order, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var timeline = CutTimeline.Lay(order.Clips, order.Film.Rate);
        using var workplace = CutWorkplace.Enter(order.Output);
        try
        {
            return await new Cut(order, timeline, workplace, progress).RunAsync(cancellationToken);
        }
        catch (Exception e) when (CutTrouble.IsKnown(e))
        {
            throw CutTrouble.Of(e, order.Output);
        }
    }

    private async Task<CutResult> RunAsync(CancellationToken cancellationToken)
    {
        var tracks = await ClipTracks.ReadAsync(_order, cancellationToken);
        await using var renderer = new JointRenderer(_order, _timeline, tracks, _workplace);
        var splice = await Splice.MakeAsync(
            _order, _timeline, tracks, renderer, _workplace, _progress, cancellationToken);
        await Mp4Writer.WriteAsync(_workplace.PathOf(_filmName), splice.Runs, Share(CutStep.Film), cancellationToken);

        await WriteAsync(OtioName, OtioFile.Write(_order.Film, _timeline, _order.Output), cancellationToken);
        await WriteAsync(EdlName, EdlFile.Write(_order.Film, _timeline), cancellationToken);
        var papers = new FilmReview(_order, _timeline, tracks, renderer, _workplace);
        var (rows, measures) = await papers.ReadAsync(Share(CutStep.Papers), cancellationToken);
        PictureFile.WritePng(ContactSheet.Draw(_order.Film, _timeline, rows), _workplace.PathOf(SheetName), 2);
        var report = papers.Report(splice, measures, [_filmName, OtioName, EdlName, SheetName]);
        await WriteAsync(ReportName, FilmReportJson.Write(report), cancellationToken);

        cancellationToken.ThrowIfCancellationRequested();
        _workplace.Deliver([_filmName, OtioName, EdlName, SheetName, ReportName]);

        // An older film in another container would pass for this one, and nothing beside it describes it any more.
        foreach (var extension in _extensions.Where(e => e != _order.Format.Extension))
        {
            _workplace.Discard(FilmName + extension);
        }

        return new CutResult
        {
            Film = Path.Combine(_order.Output, _filmName),
            Otio = Path.Combine(_order.Output, OtioName),
            Edl = Path.Combine(_order.Output, EdlName),
            ContactSheet = Path.Combine(_order.Output, SheetName),
            ReportFile = Path.Combine(_order.Output, ReportName),
            Report = report,
        };
    }

    private Task WriteAsync(string name, byte[] bytes, CancellationToken cancellationToken) =>
        File.WriteAllBytesAsync(_workplace.PathOf(name), bytes, cancellationToken);

    private StepShare? Share(CutStep step) => _progress is null ? null : new StepShare(_progress, step);

    private sealed class StepShare(IProgress<CutProgress> progress, CutStep step) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new CutProgress(step, value));
    }
}
