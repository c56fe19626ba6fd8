using Throughline.Production;

namespace Throughline.Tests.Production;

public sealed class TakeStoreTests : IDisposable
{
    private static readonly TakeKey _key = TakeKey.Of("a take"u8);
    private readonly TestFilm _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_take_is_there_only_when_it_is_kept()
    {
        using TakeStore store = await OpenAsync();
        using (TakeDraft given = store.Begin(_key))
        {
            Fill(given);
            Assert.Null(store.Find(_key));
        }

        Assert.Null(store.Find(_key));
        using TakeDraft draft = store.Begin(_key);
        Take kept = Keep(draft);
        Assert.Equal(kept.Folder, store.Find(_key)!.Folder);
        Assert.Equal("a", store.Find(_key)!.Info.Shot);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_cleared_away_when_the_store_is_opened()
    {
        using (TakeStore store = await OpenAsync())
        {
            Fill(store.Begin(_key)); // never kept, never disposed
            Assert.NotEmpty(Drafts());
        }

        using TakeStore again = await OpenAsync();
        Assert.Empty(Drafts());
    }

    [Fact]
    public async Task A_second_opening_waits_says_so_once_and_harms_nothing()
    {
        TakeStore first = await OpenAsync();
        TakeDraft draft = first.Begin(_key);
        Fill(draft);
        int waits = 0;
        var waiting = new TaskCompletionSource();
        Task<TakeStore> second = TakeStore.OpenAsync(
            _files.Folder,
            () =>
            {
                waits++;
                waiting.SetResult();
            },
            Token);
        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await Task.Delay(500, Token);
        Assert.False(second.IsCompleted);
        Assert.NotEmpty(Drafts());
        Keep(draft);
        first.Dispose();
        using TakeStore opened = await second.WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.NotNull(opened.Find(_key));
        Assert.Equal(1, waits);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using TakeStore first = await OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<TakeStore> second = TakeStore.OpenAsync(_files.Folder, stop.Cancel, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("last.png")]
    [InlineData("take.json")]
    [InlineData("state.bin")]
    public async Task A_take_with_a_file_missing_counts_as_absent(string file)
    {
        using TakeStore store = await OpenAsync();
        Take take = Keep(store.Begin(_key));
        File.Delete(Path.Combine(take.Folder, file));
        Assert.Null(store.Find(_key));
        Keep(store.Begin(_key));
        Assert.NotNull(store.Find(_key));
    }

    [Fact]
    public async Task A_take_with_a_shortened_clip_counts_as_absent()
    {
        using TakeStore store = await OpenAsync();
        Take take = Keep(store.Begin(_key));
        await File.WriteAllTextAsync(take.Clip, "", Token);
        Assert.Null(store.Find(_key));
    }

    [Fact]
    public async Task Unknown_fields_of_take_json_are_kept()
    {
        using TakeStore store = await OpenAsync();
        Take take = Keep(store.Begin(_key));
        string path = Path.Combine(take.Folder, "take.json");
        string text = await File.ReadAllTextAsync(path, Token);
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Insert(brace + 1, "\"rating\": 5,"), Token);
        Assert.Equal(5, store.Find(_key)!.Info.Unknown!["rating"].GetInt32());
    }

    private static void Fill(TakeDraft draft)
    {
        foreach (string name in (string[])["clip.mp4", "first.png", "last.png", "state.bin"])
        {
            File.WriteAllText(draft[name], name);
        }
    }

    private static Take Keep(TakeDraft draft)
    {
        Fill(draft);
        return draft.Keep(new TakeInfo
        {
            Schema = TakeInfo.CurrentSchema,
            Key = _key.Hex,
            Shot = "a",
            Engine = "test",
            EngineVersion = "1",
            Frames = 8,
            Chained = false,
            Clip = "clip.mp4",
            ClipBytes = "clip.mp4".Length,
            Began = DateTimeOffset.UnixEpoch,
            WallSeconds = 1,
            Inputs = System.Text.Json.JsonElement.Parse("{}"u8),
        });
    }

    private Task<TakeStore> OpenAsync() => TakeStore.OpenAsync(_files.Folder, null, Token);

    private string[] Drafts() => Directory.GetFileSystemEntries(Path.Combine(_files.Folder, ".throughline", "drafts"));
}
