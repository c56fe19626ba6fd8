using Throughline.Lexicon;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Throughline.Lexicon WORDNET-FOLDER OUT-FILE");
    return 2;
}

try
{
    var baked = WordNetBake.Bake(args[0]);
    var unfinished = args[1] + ".new";
    File.WriteAllBytes(unfinished, baked);
    File.Move(unfinished, args[1], overwrite: true);
    Console.WriteLine($"{args[1]}: {baked.Length} bytes");
    return 0;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
