using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;
using Throughline.Server.Tests.RunwayApi;

namespace Throughline.Server.Tests.Footage;

public sealed class FootageTests
{
    [Fact]
    public async Task A_clip_is_drawn_anew_frame_for_frame_in_the_look_of_the_words()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] footage = await Clips.Mp4Async();
        (int status, JsonElement created) = await server.SendAsync(
            "/v1/video_to_video",
            $$"""{"model":"aleph2","promptText":"make it a watercolour painting","videoUri":"data:video/mp4;base64,{{Convert.ToBase64String(footage)}}"}""");
        Assert.True(status == 200, created.ToString());
        Assert.Equal(120, created.GetProperty("estimatedCost").GetProperty("credits").GetInt32());
        TaskRecord task = await server.UntilAsync(created.GetProperty("id").GetGuid(), now => now.HasEnded);
        Assert.True(task.State == TaskState.Succeeded, task.Failure?.Message);
        Assert.Equal(
            ("watercolour", 12, 1m, 0),
            (task.Order.Look, task.Order.Footage!.Frames, task.Seconds, server.Engine.Shot));
        Assert.Contains(" restyle/", task.Engine, StringComparison.Ordinal);
        ClipInfo made = await ClipReader.ProbeAsync(
            Ffmpeg.Find(), Path.Combine(server.Folder, task.Files[0].Path), TestContext.Current.CancellationToken);
        Assert.Equal((12, new FrameRate(12, 1), "96x64"), (made.Frames, made.Rate, made.Size.ToString()));
        (_, JsonElement told) = await server.SendAsync($"/v1/tasks/{task.Id}");
        Assert.Equal(1, told.GetProperty("cost").GetProperty("credits").GetInt32());
    }

    [Theory]
    [InlineData("-c:v libx264 -c:a aac", ".mp4")] // Copied.
    [InlineData("-c:v libvpx -c:a libopus", ".webm")] // Made AAC.
    public async Task The_footages_own_sound_is_kept_and_as_long_as_the_clip(string codecs, string extension)
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] footage = await Clips.FfmpegAsync(
            $"-f lavfi -i testsrc2=size=96x64:rate=12:duration=2 -f lavfi -i sine=frequency=440:duration=5 {codecs}",
            extension);
        (int status, JsonElement created) = await server.SendAsync(
            "/v1/video_to_video",
            $$"""{"model":"stage","look":"ink","videoUri":"data:video/mp4;base64,{{Convert.ToBase64String(footage)}}"}""");
        Assert.True(status == 200, created.ToString());
        Assert.False(created.TryGetProperty("notes", out _));
        TaskRecord task = await server.UntilAsync(created.GetProperty("id").GetGuid(), now => now.HasEnded);
        Assert.True(task.State == TaskState.Succeeded, task.Failure?.Message);
        string clip = Path.Combine(server.Folder, task.Files[0].Path);
        ClipInfo made = await ClipReader.ProbeAsync(Ffmpeg.Find(), clip, TestContext.Current.CancellationToken);
        Assert.Equal((24, 2m), (made.Frames, task.Seconds));
        ClipSound? sound = await ClipSound.FindAsync(Ffmpeg.Find(), clip, TestContext.Current.CancellationToken);
        Assert.Equal("aac", sound?.Codec);
        Assert.InRange(await SecondsOfSoundAsync(clip), 1.9, 2.1);
    }

    [Theory]
    [InlineData("\"promptText\":\"make it rain\"", "promptText", "Name a look: storybook")]
    [InlineData("\"look\":7", "look", "Expected a string")]
    [InlineData("\"videoUri\":\"data:image/png;base64,AAAA\"", "videoUri", "Expected a data URI of a video")]
    [InlineData("\"videoUri\":\"file:///etc/passwd\"", "videoUri", "Only http and https")]
    [InlineData("\"videoUri\":\"runway://00000000-0000-0000-0000-000000000000\"", "videoUri", "does not exist")]
    [InlineData("\"seed\":1", "videoUri", "Required")]
    public async Task What_is_wrong_with_a_request_is_named(string fields, string field, string message)
    {
        await using TestServer server = await TestServer.StartAsync();
        string clip = fields.Contains("videoUri", StringComparison.Ordinal) || field == "videoUri"
            ? ""
            : ",\"videoUri\":\"data:video/mp4;base64,AAAA\"";
        (int status, JsonElement answer) = await server.SendAsync(
            "/v1/video_to_video", $$"""{"model":"stage",{{fields}}{{clip}}}""");
        Assert.Equal(400, status);
        JsonElement issue = Assert.Single(answer.GetProperty("issues").EnumerateArray());
        Assert.Equal(field, issue.GetProperty("path")[0].GetString());
        Assert.Contains(message, issue.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_clip_fails_the_task_and_costs_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, JsonElement created) = await server.SendAsync(
            "/v1/video_to_video", """{"model":"stage","look":"ink","videoUri":"data:video/mp4;base64,AAAAAAAA"}""");
        TaskRecord task = await server.UntilAsync(created.GetProperty("id").GetGuid(), now => now.HasEnded);
        Assert.Equal(TaskFailureCode.BadInput, task.Failure?.Code);
        Assert.Equal(0, server.Services.GetRequiredService<DailyUse>().SecondsOf(""));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "assets", "drafts")));
    }

    [Fact]
    public async Task A_cancelled_drawing_leaves_nothing_and_a_long_clip_counts_for_what_it_is()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RequireKey = true });
        (_, string secret) = await server.Services.GetRequiredService<KeyStore>().AddAsync(
            "anna", 121, 1, TestContext.Current.CancellationToken);
        (string, string) key = ("Authorization", $"Bearer {secret}");
        string body =
            $$"""{"model":"stage","look":"ink","ratio":"640:360","videoUri":"{{await Clips.DataUriAsync()}}"}""";
        (int first, JsonElement one) = await server.SendAsync("/v1/video_to_video", body, headers: key);
        Assert.Equal(200, first);
        TaskRecord known = await server.UntilAsync(
            one.GetProperty("id").GetGuid(), now => now.Order.Footage!.Frames > 0);
        Assert.Equal(1, known.Seconds);
        // 1 of 121 is used, 120 are allowed for.
        (int second, JsonElement two) = await server.SendAsync("/v1/video_to_video", body, headers: key);
        Assert.Equal(200, second);
        await server.SendAsync($"/v1/tasks/{two.GetProperty("id").GetString()}", method: "DELETE", headers: key);
        TaskRecord cancelled = await server.UntilAsync(two.GetProperty("id").GetGuid(), now => now.HasEnded);
        Assert.Empty(cancelled.Files);
        await server.UntilAsync(known.Id, now => now.State == TaskState.Succeeded);
    }

    [Fact]
    public async Task An_edit_of_a_file_is_drawn_anew_and_one_that_names_no_look_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] footage = await Clips.Mp4Async();
        (int status, JsonElement video) = await EditAsync(server, "as film noir", footage);
        Assert.True(status == 200, video.ToString());
        Assert.Equal(
            ("1", "96x64", "as film noir"), (video.GetProperty("seconds").GetString(),
                video.GetProperty("size").GetString(), video.GetProperty("prompt").GetString()));
        TaskRecord task = await EndedAsync(server, video);
        Assert.Equal((TaskState.Succeeded, "noir", OrderKind.Restyle), (task.State, task.Order.Look, task.Order.Kind));

        (int refused, JsonElement error) = await EditAsync(server, "make the car red", footage);
        Assert.Equal((400, "unsupported"), (refused, error.GetProperty("error").GetProperty("code").GetString()));
        (int broken, JsonElement noClip) = await EditAsync(server, "as film noir", "no clip"u8.ToArray());
        Assert.Equal((400, "invalid_video"), (broken, noClip.GetProperty("error").GetProperty("code").GetString()));

        // A remix of a drawing is another drawing of the same footage; an extension goes on from the drawing itself.
        string id = video.GetProperty("id").GetString()!;
        (_, JsonElement again) = await server.SendAsync($"/v1/videos/{id}/remix", """{"prompt":"in clay"}""");
        TaskRecord remix = await EndedAsync(server, again);
        Assert.Equal(("clay", task.Order.Footage!.Asset), (remix.Order.Look, remix.Order.Footage!.Asset));
        Assert.Equal(id, again.GetProperty("remixed_from_video_id").GetString());
        (_, JsonElement longer) = await server.SendAsync(
            "/v1/videos/extensions", $$$"""{"prompt":"on","seconds":1,"video":{"id":"{{{id}}}"}}""");
        TaskRecord extension = await EndedAsync(server, longer);
        Assert.Equal(
            (TaskState.Succeeded, OrderKind.Extension, 2m, 1m),
            (extension.State, extension.Order.Kind, extension.Order.Seconds, extension.Seconds));
        Assert.NotEqual(task.Order.Footage!.Asset, extension.Order.Footage!.Asset);
    }

    [Fact]
    public async Task An_edit_of_a_video_of_words_stages_it_again_and_of_a_picture_draws_it_anew()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, JsonElement words) = await server.SendAsync(
            "/v1/videos", """{"prompt":"A lamp.","seconds":1,"size":"64x64","seed":7}""");
        (_, JsonElement picture) = await server.SendAsync(
            "/v1/videos",
            $$$"""{"prompt":"a lamp","seconds":1,"size":"64x64","input_reference":{"image_url":"{{{Pictures.DataUri()}}}"}}""");
        await EndedAsync(server, words);
        await EndedAsync(server, picture);

        TaskRecord staged = await EndedAsync(server, await EditOfAsync(server, words, "in ink, at night"));
        Assert.Equal(
            (OrderKind.Clip, "ink", "A lamp. in ink, at night", 7L),
            (staged.Order.Kind, staged.Order.Look, staged.Order.Shots[0].Prompt, staged.Order.Shots[0].Seed));
        TaskRecord drawn = await EndedAsync(server, await EditOfAsync(server, picture, "in ink"));
        Assert.Equal(
            (OrderKind.Restyle, "ink", TaskState.Succeeded), (drawn.Order.Kind, drawn.Order.Look, drawn.State));
    }

    [Fact]
    public async Task A_video_that_is_sent_back_as_it_was_downloaded_is_known_again()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, JsonElement video) = await server.SendAsync(
            "/v1/videos", """{"prompt":"A lamp.","seconds":1,"size":"64x64","seed":7}""");
        TaskRecord source = await EndedAsync(server, video);
        byte[] clip = await File.ReadAllBytesAsync(
            Path.Combine(server.Folder, source.Files[0].Path), TestContext.Current.CancellationToken);

        // So it is staged again rather than refused, and goes on.
        (int status, JsonElement edit) = await EditAsync(server, "at night", clip);
        Assert.True(status == 200, edit.ToString());
        Assert.Equal(video.GetProperty("id").GetString(), edit.GetProperty("remixed_from_video_id").GetString());
        Assert.Equal("A lamp. at night", (await EndedAsync(server, edit)).Order.Shots[0].Prompt);
        (int longer, JsonElement whole) = await EditAsync(server, "it goes out", clip, "extensions", ("seconds", "2"));
        Assert.Equal((200, "3"), (longer, whole.GetProperty("seconds").GetString()));

        // With one byte changed it is a stranger's clip.
        clip[^1] ^= 1;
        (_, JsonElement foreign) = await EditAsync(server, "it goes out", clip, "extensions", ("seconds", "2"));
        Assert.Equal(OrderKind.Extension, (await EndedAsync(server, foreign)).Order.Kind);
    }

    [Fact]
    public async Task A_clip_from_elsewhere_is_kept_frame_for_frame_and_goes_on_from_its_last_picture()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] footage = await Clips.FfmpegAsync(
            "-f lavfi -i testsrc2=size=96x64:rate=12:duration=2 -f lavfi -i sine=frequency=440:duration=2 -c:v libx264 -c:a aac",
            ".mp4");
        (int status, JsonElement video) = await EditAsync(
            server, "the camera pans left", footage, "extensions", ("seconds", "1"));
        Assert.True(status == 200, video.ToString());
        Assert.Equal(("3", "96x64"), (video.GetProperty("seconds").GetString(), video.GetProperty("size").GetString()));
        Assert.Contains("last picture", video.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        TaskRecord first = await EndedAsync(server, video);
        Assert.True(first.State == TaskState.Succeeded, first.Failure?.Message);
        Assert.Equal((1m, 1), (first.Seconds, server.Engine.Shot));

        // Twice as long again, and other words: what was there stays, and is not shot again.
        string id = video.GetProperty("id").GetString()!;
        (_, JsonElement longer) = await server.SendAsync(
            "/v1/videos/extensions", $$$"""{"prompt":"on","seconds":2,"video":{"id":"{{{id}}}"}}""");
        TaskRecord second = await EndedAsync(server, longer);
        Assert.Equal(
            (TaskState.Succeeded, 5m, 2m, 2), (second.State, second.Order.Seconds, second.Seconds, server.Engine.Shot));
        (_, JsonElement remix) = await server.SendAsync(
            $"/v1/videos/{id}/remix", """{"prompt":"the camera tilts up"}""");
        Assert.StartsWith("tilt_up", (await EndedAsync(server, remix)).Order.Shots[1].Camera, StringComparison.Ordinal);

        List<Picture> given = await FramesAsync(footage), made = await FramesAsync(await File.ReadAllBytesAsync(
            Path.Combine(server.Folder, second.Files[0].Path), TestContext.Current.CancellationToken));
        Assert.Equal((24, 60), (given.Count, made.Count));
        Assert.All(given.Zip(made), pair => Assert.InRange(Difference(pair.First, pair.Second), 0, 6));
        // The engine of tests holds its first frame.
        Assert.All(made.Skip(24), frame => Assert.InRange(Difference(given[^1], frame), 0, 6));
        Assert.Equal(
            "aac",
            (await ClipSound.FindAsync(Ffmpeg.Find(), Path.Combine(server.Folder, second.Files[0].Path), TestContext.Current.CancellationToken))?.Codec);

        (int broken, JsonElement noClip) = await EditAsync(
            server, "on", "no clip"u8.ToArray(), "extensions", ("seconds", "1"));
        Assert.Equal((400, "invalid_video"), (broken, noClip.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(400, (await EditAsync(server, "on", footage, "extensions", ("seconds", "599"))).Status);
    }

    [Fact]
    public async Task An_extension_counts_its_new_seconds_alone()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RequireKey = true });
        (_, string secret) = await server.Services.GetRequiredService<KeyStore>().AddAsync(
            "anna", 5, 1, TestContext.Current.CancellationToken);
        (string, string) key = ("Authorization", $"Bearer {secret}");
        (_, JsonElement video) = await server.SendAsync(
            "/v1/videos", """{"prompt":"a lamp","seconds":3,"size":"64x64"}""", headers: key);
        await EndedAsync(server, video);
        string body =
            $$$"""{"prompt":"it goes out","seconds":2,"video":{"id":"{{{video.GetProperty("id").GetString()}}}"}}""";
        (int longer, JsonElement whole) = await server.SendAsync("/v1/videos/extensions", body, headers: key);
        Assert.Equal((200, "5"), (longer, whole.GetProperty("seconds").GetString()));
        Assert.Equal(2, (await EndedAsync(server, whole)).Seconds);
        Assert.Equal(
            429,
            (await server.SendAsync("/v1/videos/extensions", body.Replace("seconds\":2", "seconds\":1", StringComparison.Ordinal), headers: key)).Status);
    }

    private static async Task<List<Picture>> FramesAsync(byte[] clip)
    {
        string path = Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}.mp4");
        try
        {
            await File.WriteAllBytesAsync(path, clip, TestContext.Current.CancellationToken);
            await using ClipReader reader = await ClipReader.OpenAsync(
                Ffmpeg.Find(), path, 0, TestContext.Current.CancellationToken);
            var frames = new List<Picture>();
            for (var frame = new Picture(reader.Size.Width, reader.Size.Height); await reader.ReadAsync(frame, TestContext.Current.CancellationToken); frame = frame.Copy())
            {
                frames.Add(frame);
            }

            return frames;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Difference(Picture one, Picture other) =>
        one.Pixels.Zip(other.Pixels, (a, b) => (double)Math.Abs(a - b)).Average();

    // Decoded, so that what players would hear counts.
    private static async Task<double> SecondsOfSoundAsync(string clip)
    {
        var start = new System.Diagnostics.ProcessStartInfo(
            Ffmpeg.Find().Path, ["-v", "error", "-i", clip, "-vn", "-ac", "1", "-ar", "8000", "-f", "s16le", "pipe:1"])
        {
            RedirectStandardOutput = true,
        };
        using var ffmpeg = System.Diagnostics.Process.Start(start)!;
        using var samples = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(samples, TestContext.Current.CancellationToken);
        Assert.Contains(samples.ToArray(), value => value > 16); // Not silence.
        return samples.Length / 2.0 / 8000;
    }

    private static Task<TaskRecord> EndedAsync(TestServer server, JsonElement video) =>
        server.UntilAsync(Guid.Parse(video.GetProperty("id").GetString()!["video_".Length..]), task => task.HasEnded);

    private static async Task<JsonElement> EditOfAsync(TestServer server, JsonElement video, string prompt)
    {
        (int status, JsonElement edit) = await server.SendAsync(
            "/v1/videos/edits",
            $$$"""{"prompt":"{{{prompt}}}","video":{"id":"{{{video.GetProperty("id").GetString()}}}"}}""");
        Assert.True(status == 200, edit.ToString());
        return edit;
    }

    private static async Task<(int Status, JsonElement Body)> EditAsync(
        TestServer server, string prompt, byte[] clip, string call = "edits",
        params (string Name, string Value)[] fields)
    {
        var file = new ByteArrayContent(clip);
        file.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        using var form =
            new MultipartFormDataContent { { new StringContent(prompt), "prompt" }, { file, "video", "clip.mp4" } };
        foreach ((string name, string value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        using HttpResponseMessage response = await server.Client.PostAsync(
            $"/v1/videos/{call}", form, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode,
            JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
