using System.Net.Http.Headers;
using System.Text;

namespace Throughline.Server.Tests.Guard;

/// <summary>A request that means no good, and the answer it should get.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Status">The right answer.</param>
/// <param name="Make">Builds it.</param>
internal sealed record Hostile(string Name, int Status, Func<HttpRequestMessage> Make)
{
    private const string Version = "2024-11-06";

    private static readonly string _picture = Pictures.DataUri();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Hostile> All { get; } = [
        .. Addresses(), .. Headers(), .. Bodies(), .. Fields(), .. Uris(), .. Uploads(), .. Strangers(), .. Films(),
        .. Lists(), .. Videos(), .. Footage()
    ];

    private static string Good(string field = "", string value = "") =>
        "{" + string.Join(",", new Dictionary<string, string>
        {
            ["model"] = "\"stage\"",
            ["ratio"] = "\"64:64\"",
            ["duration"] = "1",
            ["promptImage"] = $"\"{_picture}\"",
        }.Where(one => one.Key != field).Select(one => $"\"{one.Key}\":{one.Value}")
            .Concat(field.Length > 0 && value.Length > 0 ? [$"\"{field}\":{value}"] : [])) + "}";

    private static HttpRequestMessage Post(
        string path, string body, string type = "application/json", string? version = Version)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (version is not null)
        {
            request.Headers.Add("X-Runway-Version", version);
        }

        return request;
    }

    private static HttpRequestMessage Get(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Runway-Version", Version);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static IEnumerable<Hostile> Addresses()
    {
        foreach (string path in new[]
        {
            "/files/../server.db", "/files/..%2f..%2fserver.db", "/files/%2e%2e/%2e%2e/etc/passwd", "/files/x/y",
            "/server.db", "/link-secret", "/.env",
            "/v1", "/v1/", "/v1/tasks", "/v1/tasks/", "/v1/text_to_speech", "/v1/tasks/../../server.db",
            "/v1/organization/..", "//etc/passwd",
            "/v1/image_to_video/extra", "/admin", "/" + new string('a', 8000),
        })
        {
            int status = path.StartsWith(
                "/files/x", StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal) ? 403 : 404;
            yield return new($"address {path[..Math.Min(60, path.Length)]}", status, () => Get(path));
        }

        foreach (string id in new[] { "0", "-1", "' OR 1=1 --", "../../x", new string('9', 500), "%F0%9F%8E%AC", "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}", "null" })
        {
            yield return new(
                $"task {id[..Math.Min(40, id.Length)]}", 404,
                () => Get("/v1/tasks/" + (id.StartsWith('%') ? id : Uri.EscapeDataString(id))));
        }

        yield return new(
            "a method that is not there", 405, () => new HttpRequestMessage(HttpMethod.Put, "/v1/uploads"));
        yield return new("TRACE", 405, () => new HttpRequestMessage(HttpMethod.Trace, "/v1/organization"));
        yield return new("GET of a create", 405, () => Get("/v1/image_to_video"));
    }

    private static IEnumerable<Hostile> Headers()
    {
        yield return new("no version", 400, () => Post("/v1/image_to_video", Good(), version: null));
        yield return new("another version", 400, () => Post("/v1/image_to_video", Good(), version: "2030-01-01"));
        yield return new(
            "a long version", 400, () => Post("/v1/image_to_video", Good(), version: new string('x', 4000)));
        foreach (string type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-7", "", "application/xml", "\0" })
        {
            yield return new(
                $"content type '{type}'", type.StartsWith("application/json", StringComparison.Ordinal) ? 200 : 415,
                () => Post("/v1/image_to_video", Good(), type));
        }
    }

    private static IEnumerable<Hostile> Bodies()
    {
        foreach ((string name, string body) in new[]
        {
            ("nothing", ""), ("null", "null"), ("an array", "[]"), ("a number", "1"), ("a string", "\"x\""),
            ("half an object", "{\"model\":\"stage\""),
            ("a trailing comma", "{\"model\":\"stage\",}"), ("a comment", "{/*x*/\"model\":\"stage\"}"),
            ("two objects", "{}{}"), ("a zero byte", "{\"a\":\0}"),
            ("deep arrays", "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}"),
            ("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000)),
            ("a name twice", "{\"model\":\"stage\",\"model\":\"gen4.5\"}"), ("NaN", "{\"model\":NaN}"),
            ("single quotes", "{'model':'stage'}"), ("a byte order mark and text", "\uFEFFhello"),
            ("a huge number", "{\"duration\":1" + new string('0', 100_000) + "}"), ("an empty object", "{}"),
            ("xml", "<x/>"), ("a form", "model=stage"),
        })
        {
            yield return new($"body of {name}", 400, () => Post("/v1/image_to_video", body));
        }

        yield return new("broken UTF-8", 400, () =>
        {
            HttpRequestMessage request = Post("/v1/image_to_video", "");
            request.Content = new ByteArrayContent(
                [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return request;
        });
        yield return new(
            "33 MB", 413,
            () => Post("/v1/image_to_video", Good("promptText", "\"" + new string('x', 33 << 20) + "\"")));
        yield return new("an announced 100 GB", 413, () =>
        {
            HttpRequestMessage request = Post("/v1/image_to_video", "{}");
            request.Content!.Headers.ContentLength = 100L << 30;
            return request;
        });
    }

    private static IEnumerable<Hostile> Fields()
    {
        foreach ((string field, string value) in new[]
        {
            ("model", "null"), ("model", "1"), ("model", "[]"), ("model", "\"\""), ("model", "\"\\ud800\""),
            ("model", "\"../../etc\""), ("model", "\"gen5\""), ("model", $"\"{new string('m', 5000)}\""),
            ("ratio", "\"0:0\""), ("ratio", "\"-64:64\""), ("ratio", "\"64:65\""), ("ratio", "\"99999:99999\""),
            ("ratio", "\"1e3:64\""), ("ratio", "\"64\""), ("ratio", "64"), ("ratio", "\"64:64:64\""),
            ("ratio", "\"\\u0666\\u0664:64\""),
            ("duration", "0"), ("duration", "-1"), ("duration", "601"), ("duration", "1e999"), ("duration", "\"5\""),
            ("duration", "null,\"duration2\":1"), ("duration", "1e-30"), ("duration", "true"),
            ("seed", "-1"), ("seed", "4294967296"), ("seed", "1.5"), ("seed", "\"1\""), ("seed", "1e400"),
            ("promptText", "5"), ("promptText", "{}"), ("promptText", "\"\\udc00\""),
            ("promptText", "\"" + new string('p', 15_001) + "\""),
            ("camera", "5"), ("camera", "\"spin\""), ("camera", "\"push_in 1e9\""), ("camera", "{\"zoom\":99}"),
            ("camera", "{\"zoom\":\"x\"}"), ("camera", "[]"), ("camera", "\"" + new string('+', 3000) + "\""),
            ("camera", "{\"a b=c, push_in\":1}"),
            ("contentModeration", "1"), ("contentModeration", "{\"publicFigureThreshold\":\"none\"}"),
            ("audio", "\"yes\""), ("outputFormat", "\"exe\""), ("look", "7"),
        })
        {
            bool fine = value.StartsWith("null,", StringComparison.Ordinal);
            yield return new(
                $"{field} = {value[..Math.Min(40, value.Length)]}", fine ? 200 : 400,
                () => Post("/v1/image_to_video", Good(field, value)));
        }

        yield return new(
            "1,000 pictures", 400, () => Post(
                "/v1/image_to_video", Good(
                    "promptImage", "[" + string.Join(
                        ",", Enumerable.Repeat("{\"uri\":\"https://example.com\",\"position\":\"first\"}", 1000))
                        + "]")));
        yield return new(
            "100,000 unknown fields", 200, () => Post(
                "/v1/image_to_video", Good()[..^1]
                    + "," + string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"f{i}\":{i}")) + "}"));
    }

    private static IEnumerable<Hostile> Videos()
    {
        foreach (string id in new[] { "video_", "video_0", "video_" + new string('f', 32), "video_" + new string('F', 33), "%2e%2e%2fserver.db", "video_00000000-0000-0000-0000-000000000000", "' OR 1=1", "%F0%9F%8E%AC" })
        {
            string shown = id.StartsWith('%') ? id : Uri.EscapeDataString(id);
            yield return new($"video {id}", 404, () => Get("/v1/videos/" + shown));
            yield return new(
                $"content of video {id}", 404, () => Get($"/v1/videos/{shown}/content?variant=../../server.db"));
            yield return new(
                $"edit of video {id}", 404,
                () => Post("/v1/videos/edits", "{\"prompt\":\"in ink\",\"video\":{\"id\":\"" + id + "\"}}"));
        }

        foreach ((string name, string fields) in new[]
        {
            ("no prompt", "\"x\":1"),
            ("a prompt of a million characters", $"\"prompt\":\"{new string('p', 1_000_000)}\""),
            ("a prompt of half a character", "\"prompt\":\"\\ud800\""),
            ("a prompt twice", "\"prompt\":\"a\",\"prompt\":\"b\""), ("a prompt too deep", "\"prompt\":"
                + new string('[', 10_000)), ("seconds of nothing", "\"prompt\":\"a\",\"seconds\":\"\\u0000\""),
            ("seconds beyond counting", "\"prompt\":\"a\",\"seconds\":1e400"),
            ("seconds below", "\"prompt\":\"a\",\"seconds\":\"-4\""),
            ("a size without end", "\"prompt\":\"a\",\"size\":\"999999999x999999999\""),
            ("an odd size", "\"prompt\":\"a\",\"size\":\"65x65\""),
            ("a size that is a path", "\"prompt\":\"a\",\"size\":\"../../x\""),
            ("a model that is a path", "\"prompt\":\"a\",\"model\":\"../../etc/passwd\""),
            ("a file of nobody's",
                "\"prompt\":\"a\",\"input_reference\":{\"file_id\":\"file-00000000-0000-0000-0000-000000000000\"}"),
            ("a picture of this machine",
                "\"prompt\":\"a\",\"input_reference\":{\"image_url\":\"file:///etc/passwd\"}"),
                ("a picture that lies", "\"prompt\":\"a\",\"input_reference\":{\"image_url\":\"" + Lying(60_000, 60_000)
                    + "\"}"),
            ("a camera of endless moves",
                $"\"prompt\":\"a\",\"camera\":\"{string.Join(" + ", Enumerable.Repeat("push_in", 5000))}\""),
                ("fifty fields", "\"prompt\":\"a\","
                    + string.Join(",", Enumerable.Range(0, 50).Select(i => $"\"f{i}\":1"))),
        })
        {
            yield return new($"video with {name}", 400, () => Post("/v1/videos", "{" + fields + "}"));
        }

        const string Form = "multipart/form-data; boundary=b";
        yield return new("a page of a million videos", 400, () => Get("/v1/videos?limit=1000000"));
        yield return new("a page after nothing", 400, () => Get("/v1/videos?after=video_'"));
        yield return new("an order of pages", 400, () => Get("/v1/videos?order=random()"));
        yield return new("a form without boundary", 415, () => Post("/v1/videos", "x", "multipart/form-data"));
        yield return new(
            "a form with a boundary without end", 415,
            () => Post("/v1/videos", "x", "multipart/form-data; boundary=" + new string('b', 500)));
        yield return new(
            "a form of a thousand parts", 400, () => Post(
                "/v1/videos", string.Concat(
                    Enumerable.Range(0, 1000).Select(
                        i => $"--b\r\nContent-Disposition: form-data; name=f{i}\r\n\r\nx\r\n"))
                    + "--b--\r\n", Form));
        yield return new(
            "a part with heads without end", 400, () => Post(
                "/v1/videos", "--b\r\n"
                    + string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: {new string('h', 100)}\r\n"))
                    + "\r\nx\r\n--b--\r\n", Form));
        yield return new("a character", 400, () => Post("/v1/videos/characters", "{\"name\":\"../../x\"}"));
        yield return new(
            "a file without purpose", 400, () => Post(
                "/v1/files",
                "--b\r\nContent-Disposition: form-data; name=file; filename=\"../../../etc/cron.d/x\"\r\n\r\nx\r\n--b--\r\n",
                Form));
    }

    private static IEnumerable<Hostile> Footage()
    {
        foreach (string uri in new[] { "", "file:///etc/passwd", "concat:a|b", "http://user@example.com/a.mp4", "https://example.com:25/a.mp4", "data:video/mp4;base64,!", "data:text/plain;base64,AAAA", "runway://..", "pipe:0", "rtsp://127.0.0.1/" })
        {
            yield return new(
                $"videoUri = {uri}", 400, () => Post(
                    "/v1/video_to_video", "{\"model\":\"stage\",\"look\":\"ink\",\"videoUri\":\"" + uri + "\"}"));
        }

        yield return new(
            "footage of a size without end", 400, () => Post(
                "/v1/video_to_video",
                "{\"model\":\"stage\",\"look\":\"ink\",\"ratio\":\"99999:99999\",\"videoUri\":\"https://example.com/a.mp4\"}"));
    }

    private static IEnumerable<Hostile> Uris()
    {
        foreach (string uri in new[]
        {
            "", "x", "file:///etc/passwd", "ftp://example.com/a.png", "gopher://127.0.0.1:70/", "javascript:alert(1)",
            "http://user:pass@example.com/a.png", "https://example.com:22/a.png",
            "http:/a", "https://" + new string('a', 3000) + ".com/", "runway://", "runway://../../etc/passwd",
            "runway://00000000-0000-0000-0000-000000000000", "data:", "data:image/png;base64,",
            "data:image/png;base64,!!!!",
            "data:image/png,plain", "data:text/html;base64,PGI+", "data:image/svg+xml;base64,PHN2Zy8+",
            "data:image/png;base64,iVBORw0KGgo=", "data:image/gif;base64,R0lGODlh", "DATA:IMAGE/PNG;BASE64,AAAA",
            "\\\\host\\share", "//example.com/a.png",
        })
        {
            yield return new(
                $"promptImage = {uri[..Math.Min(50, uri.Length)]}", 400, () => Post(
                    "/v1/image_to_video",
                    Good("promptImage", $"\"{uri.Replace("\\", "\\\\", StringComparison.Ordinal)}\"")));
        }

        yield return new(
            "a picture that says it is 60,000 pixels wide", 400,
            () => Post("/v1/image_to_video", Good("promptImage", $"\"{Lying(60_000, 60_000)}\"")));
        yield return new(
            "a data URI of 6 MB", 400, () => Post(
                "/v1/image_to_video", Good("promptImage", $"\"data:image/png;base64,{new string('A', 8 << 20)}\"")));
    }

    private static IEnumerable<Hostile> Uploads()
    {
        foreach ((string name, string body) in new[]
        {
            ("no name", "{\"type\":\"ephemeral\"}"), ("an empty name", "{\"filename\":\"\",\"type\":\"ephemeral\"}"),
            ("a long name", "{\"filename\":\"" + new string('n', 300) + "\",\"type\":\"ephemeral\"}"),
            ("another type", "{\"filename\":\"a.png\",\"type\":\"forever\"}"), ("no type", "{\"filename\":\"a.png\"}"),
        })
        {
            yield return new($"upload with {name}", 400, () => Post("/v1/uploads", body));
        }

        yield return new(
            "upload without a link", 403,
            () => Post($"/uploads/{Guid.NewGuid()}", "x", "multipart/form-data; boundary=b"));
        yield return new(
            "upload with a made-up signature", 403, () => Post(
                $"/uploads/{Guid.NewGuid()}?expires=99999999999&signature=abc", "x",
                "multipart/form-data; boundary=b"));
        yield return new(
            "result with a made-up signature", 403,
            () => Get($"/files/{Guid.NewGuid()}/clip.mp4?expires=99999999999&signature=abc"));
        yield return new(
            "result with an expiry that is no number", 403,
            () => Get($"/files/{Guid.NewGuid()}/clip.mp4?expires=1e9&signature=abc"));
        yield return new(
            "usage of the year 0", 400, () => Post("/v1/organization/usage", "{\"startDate\":\"0001-01-01\"}"));
        yield return new(
            "usage of a century", 400,
            () => Post("/v1/organization/usage", "{\"startDate\":\"2020-01-01\",\"beforeDate\":\"2120-01-01\"}"));
        yield return new("usage of a number", 400, () => Post("/v1/organization/usage", "{\"startDate\":20200101}"));
    }

    private static IEnumerable<Hostile> Strangers()
    {
        yield return new(
            "a page of another site", 403, () => Get("/v1/organization", ("Origin", "https://evil.example")));
        yield return new("a page without origin", 403, () => Get("/v1/organization", ("Origin", "null")));
        yield return new(
            "another site, by the browser's word", 403,
            () => Get("/v1/organization", ("Sec-Fetch-Site", "cross-site")));
        yield return new("a sister site", 403, () => Get("/v1/organization", ("Sec-Fetch-Site", "same-site")));
        yield return new("a name that points here", 403, () => Get("/v1/organization", ("Host", "rebound.example")));
        yield return new("a private address by name", 403, () => Get("/v1/organization", ("Host", "192.168.0.1")));
        yield return new("a proxy", 403, () => Get("/v1/organization", ("X-Forwarded-For", "203.0.113.9")));
        yield return new(
            "a proxy, by the newer header", 403, () => Get("/v1/organization", ("Forwarded", "for=203.0.113.9")));
    }

    private static IEnumerable<Hostile> Films()
    {
        static HttpRequestMessage Send(byte[] body, string type = "application/zip")
        {
            var request =
                new HttpRequestMessage(HttpMethod.Post, "/api/films") { Content = new ByteArrayContent(body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            return request;
        }

        byte[] film = Zips.Of(("film.yaml", Zips.Film));
        foreach ((string name, byte[] zip, int status) in new (string, byte[], int)[]
        {
            ("nothing", [], 400), ("text", "PK no archive"u8.ToArray(), 400), ("half an archive", film[..^30], 400),
            ("an archive of nothing", Zips.Of(), 422),
            ("a way out", Zips.Of(("film.yaml", Zips.Film), ("../x.png", "x")), 400),
            ("a long way out", Zips.Of(("a/../../../../etc/cron.d/x", "x")), 400),
            ("a root", Zips.Of(("/etc/passwd", "x")), 400), ("a drive", Zips.Of(("C:/x", "x")), 400),
            ("backslashes", Zips.Of(("..\\..\\x", "x")), 400),
            ("a line break in a name", Zips.Of(("a\nb.png", "x")), 400), ("a name that turns round",
                Zips.Of(("a\u202Egnp.exe", "x")), 400), ("a dot at the end", Zips.Of(("a./b", "x")), 400),
            ("an empty part", Zips.Of(("a//b", "x")), 400), ("a name of 300", Zips.Of((new string('n', 300), "x")),
                400), ("20 folders", Zips.Of((string.Join('/', Enumerable.Repeat("a", 20)), "x")), 400),
            ("a link", Zips.Link("film.yaml", "/etc/passwd"), 400), ("a device", Zips.Typed("film.yaml", "", 0x2000),
                400), ("one name twice", Zips.Of(("film.yaml", Zips.Film), ("film.yaml", "x")), 400),
            ("a file that is a folder", Zips.Of(("a", "x"), ("a/b", "x")), 400),
            ("a folder that is a file", Zips.Of(("a/b", "x"), ("a", "x")), 400),
            ("5,000 files", Zips.Of([.. Enumerable.Range(0, 5000).Select(i => ($"{i}", ""))]), 413),
            ("a bomb", Zips.Of(("film.yaml", Zips.Film), ("x.png", new string('0', 64 << 20))), 413),
            ("a size that lies", Zips.Lying(("film.yaml", Zips.Film), ("x.png", new string('0', 1 << 20)), 10), 400),
            ("a damaged file", Zips.Damaged(("film.yaml", Zips.Film)), 400),
            ("a directory that counts wrong", Zips.Miscounted(("film.yaml", Zips.Film)), 400),
            ("an encrypted file", Zips.Encrypted(("film.yaml", Zips.Film)), 400),
            ("only hidden files", Zips.Of((".throughline/takes/x", "x"), ("__MACOSX/film.yaml", "x")), 422),
            ("a film of a day",
                Zips.Of(
                    ("film.yaml", Zips.Film
                        + string.Concat(
                            Enumerable.Range(0, 500)
                                .Select(i => $"  - id: s{i}\n    prompt: a lamp\n    seconds: 600\n")))), 422),
            ("a film of huge frames",
                Zips.Of(("film.yaml", Zips.Film.Replace("64:64", "9000:9000", StringComparison.Ordinal))), 422),
            ("a YAML bomb",
                Zips.Of(
                    ("film.yaml",
                        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n")),
                422),
            ("a picture that says it is 60,000 wide",
                Zips.Of(
                    [
                        ("film.yaml",
                            Encoding.UTF8.GetBytes(
                                Zips.Film.Replace("prompt: a lamp", "image: x.png", StringComparison.Ordinal))),
                        ("x.png", Convert.FromBase64String(Lying(60_000, 60_000)[22..]))
                    ]), 422),
        })
        {
            yield return new($"film of {name}", status, () => Send(zip));
        }

        yield return new("film as text", 415, () => Send(film, "text/plain"));
        yield return new("film without type", 415, () => Send(film, ""));
        yield return new("film as a form without boundary", 415, () => Send(film, "multipart/form-data"));
        yield return new(
            "film as a broken form", 400, () => Send(
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"film.yaml\"\r\n\r\nx"u8.ToArray(),
                "multipart/form-data; boundary=b"));
        yield return new(
            "film as a form of fields", 400, () => Send(
                "--b\r\nContent-Disposition: form-data; name=\"film.yaml\"\r\n\r\nx\r\n--b--\r\n"u8.ToArray(),
                "multipart/form-data; boundary=b"));
        yield return new(
            "film as a form with a way out", 400, () => Send(
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../x\"\r\n\r\nx\r\n--b--\r\n"u8
                    .ToArray(), "multipart/form-data; boundary=b"));
        foreach (string path in new[] { "0", "..%2f..%2fserver.db", Guid.Empty.ToString(), $"{Guid.Empty}/film.mp4", $"{Guid.Empty}/..%2f..%2fserver.db", $"{Guid.Empty}/events" })
        {
            yield return new($"film {path}", 404, () => Get("/api/films/" + path));
        }
    }

    private static IEnumerable<Hostile> Lists()
    {
        foreach (string query in new[]
        {
            "status=done", "status=%27%20OR%201=1", "limit=0", "limit=-1", "limit=1e9", "limit=201", "cursor=x",
            "cursor=00000000-0000-0000-0000-000000000000", "since=yesterday", "until=99999-01-01", "statsu=queued",
            "key=other", "api=all", "kind=any",
        })
        {
            yield return new($"list of {query}", 400, () => Get("/api/tasks?" + query));
        }

        yield return new(
            "one list of another's", 200, () => Get("/api/tasks?model=%F0%9F%8E%AC,%00," + new string('m', 3000)));
        yield return new(
            "delete of a task that is not there", 404,
            () => new HttpRequestMessage(HttpMethod.Delete, $"/api/tasks/{Guid.NewGuid()}"));
        yield return new("delete of all tasks", 405, () => new HttpRequestMessage(HttpMethod.Delete, "/api/tasks"));
        yield return new(
            "events for another site", 403, () => Get("/api/tasks/events", ("Sec-Fetch-Site", "cross-site")));
        yield return new(
            "poster with a made-up signature", 403,
            () => Get($"/files/{Guid.NewGuid()}/poster.webp?expires=99999999999&signature=abc"));
    }

    // A PNG header with any size and nothing behind it.
    private static string Lying(int width, int height)
    {
        byte[] png = Pictures.Png();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return "data:image/png;base64," + Convert.ToBase64String(png);
    }
}
