using System.Globalization;
using Spectre.Console;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary>A plan as a table: aligned text, or with lines on a terminal.</summary>
internal static class PlanTable
{
    private static readonly string[] _heads = ["shot", "seconds", "frames", "engine", "cost", "time", "why"];
    private static readonly bool[] _isNumber = [false, true, true, false, true, true, false];

    /// <summary>Writes the table with a last row of sums.</summary>
    public static void Write(Plan plan, TextWriter output, bool onTerminal)
    {
        List<string[]> rows = [.. plan.Shots.Select(Row), Sums(plan)];
        if (onTerminal)
        {
            WriteDrawn(rows, output);
        }
        else
        {
            WritePlain(rows, output);
        }
    }

    private static string[] Row(PlannedShot shot) =>
    [
        shot.Shot.Id,
        shot.Seconds.ToString("0.0##", CultureInfo.InvariantCulture),
        shot.Frames.ToString(CultureInfo.InvariantCulture),
        shot.Engine,
        Cost(shot.CostUsd),
        Time(shot.ShootingTime),
        string.Join(", ", shot.Reasons),
    ];

    private static string[] Sums(Plan plan) =>
    [
        "all",
        plan.Shots.Sum(shot => shot.Seconds).ToString("0.0##", CultureInfo.InvariantCulture),
        plan.Shots.Sum(shot => shot.Frames).ToString(CultureInfo.InvariantCulture),
        "",
        Cost(plan.CostUsd),
        Time(plan.ShootingTime),
        "",
    ];

    private static string Cost(decimal usd) =>
        usd == 0 ? "free" : string.Create(CultureInfo.InvariantCulture, $"{usd:0.00} USD");

    private static string Time(TimeSpan? time) => time is not { } known ? "unknown"
        : known < TimeSpan.FromMinutes(2) ? string.Create(
            CultureInfo.InvariantCulture, $"{Math.Max(1, known.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{known.TotalMinutes:0} min");

    private static void WritePlain(List<string[]> rows, TextWriter output)
    {
        var widths = _heads.Select((head, i) => Math.Max(head.Length, rows.Max(row => row[i].Length))).ToArray();
        foreach (var row in rows.Prepend(_heads))
        {
            var cells = row.Select((cell, i) => _isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static void WriteDrawn(List<string[]> rows, TextWriter output)
    {
        var table = new Table { Border = TableBorder.Rounded };
        for (var i = 0; i < _heads.Length; i++)
        {
            table.AddColumn(
                new TableColumn(_heads[i])
                {
                    Alignment = _isNumber[i] ? Justify.Right : Justify.Left,
                    NoWrap = i != _heads.Length - 1,
                });
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }
}
