using BenchmarkDotNet.Running;
using Throughline.Bench.Scenes;

if (args is ["stages", ..])
{
    StageTable.Print(args.AsSpan(1));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
