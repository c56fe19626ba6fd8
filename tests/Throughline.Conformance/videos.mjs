// OpenAI's own library against the server: every call of its Videos API that the server answers, success and failure.
// Environment: LIBRARY (its folder), BASE_URL, PICTURE (a PNG file), and PICTURE_URL (the same over http).
import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

const require = createRequire(import.meta.url);
const library = require(process.env.LIBRARY);
const OpenAI = library.default;
const client = new OpenAI({ apiKey: 'sk-any', baseURL: `${process.env.BASE_URL}/v1`, maxRetries: 0 });
const png = readFileSync(process.env.PICTURE);
const data = `data:image/png;base64,${png.toString('base64')}`;
const small = { model: 'sora-2', size: '128x72', seconds: '1', prompt: 'a fox in a forest' };

async function ended(id) {
    for (;;) {
        const video = await client.videos.retrieve(id);
        if (!['queued', 'in_progress'].includes(video.status)) return video;
        assert.ok(Number.isInteger(video.progress) && video.progress >= 0 && video.progress < 100);
        assert.equal(video.completed_at, null);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function made(body) {
    const video = await ended((await client.videos.create({ ...small, ...body })).id);
    assert.equal(video.status, 'completed', JSON.stringify(video));
    return video;
}

async function refused(promise, type, status, param, code) {
    await assert.rejects(promise, (error) => {
        assert.ok(error instanceof OpenAI[type], `${error.constructor.name}: ${error.message}`);
        assert.deepEqual([error.status, error.param, error.code, error.type], [status, param, code, 'invalid_request_error'], error.message);
        return true;
    });
}

describe(`OpenAI's library ${process.env.LIBRARY.split('-').pop()}`, { concurrency: true }, () => {

test('create, retrieve, content, delete', async () => {
    const { data: created, response } = await client.videos.create({ ...small, input_reference: createReadStream(process.env.PICTURE) }).withResponse();
    assert.match(response.headers.get('openai-poll-after-ms'), /^\d+$/);
    assert.match(response.headers.get('throughline-engine'), /^stage\//);
    assert.match(created.id, /^video_[0-9a-f]{32}$/);
    const { id, created_at, engine, status, progress, notes, ...rest } = created;
    assert.deepEqual(rest, {
        object: 'video', model: 'sora-2', completed_at: null, expires_at: null, seconds: '1', size: '128x72',
        prompt: 'a fox in a forest', remixed_from_video_id: null, error: null,
    });
    assert.ok(['queued', 'in_progress'].includes(status));

    const video = await ended(id);
    assert.equal(video.status, 'completed');
    assert.equal(video.progress, 100);
    assert.match(video.engine, /^stage\//);
    assert.ok(video.completed_at >= video.created_at && video.expires_at > video.completed_at);

    const content = await client.videos.downloadContent(id);
    assert.equal(content.headers.get('content-type'), 'video/mp4');
    const clip = Buffer.from(await content.arrayBuffer());
    assert.equal(clip.subarray(4, 8).toString(), 'ftyp');
    const part = await client.videos.downloadContent(id, {}, { headers: { Range: 'bytes=4-7' } });
    assert.equal(part.status, 206);
    assert.equal(await part.text(), 'ftyp');

    const thumbnail = await client.videos.downloadContent(id, { variant: 'thumbnail' });
    assert.equal(thumbnail.headers.get('content-type'), 'image/webp');
    assert.equal(Buffer.from(await thumbnail.arrayBuffer()).subarray(8, 12).toString(), 'WEBP');
    const sheet = await client.videos.downloadContent(id, { variant: 'spritesheet' });
    assert.equal(sheet.headers.get('content-type'), 'image/jpeg');
    const jpeg = Buffer.from(await sheet.arrayBuffer());
    assert.equal(jpeg.readUInt16BE(0), 0xffd8);
    if (process.env.KEEP) (await import('node:fs')).writeFileSync(process.env.KEEP, jpeg);
    await refused(client.videos.downloadContent(id, { variant: 'sound' }), 'BadRequestError', 400, 'variant', 'invalid_value');

    assert.deepEqual(await client.videos.delete(id), { id, object: 'video.deleted', deleted: true });
    await refused(client.videos.retrieve(id), 'NotFoundError', 404, 'id', 'video_not_found');
    await refused(client.videos.downloadContent(id), 'NotFoundError', 404, 'id', 'video_not_found');
});

test('a picture by URL, as a data URI and as a file sent before', async () => {
    const file = await client.files.create({ file: createReadStream(process.env.PICTURE), purpose: 'vision' });
    assert.deepEqual([file.object, file.bytes, file.filename, file.purpose], ['file', png.length, 'picture.png', 'vision']);
    const references = [{ image_url: process.env.PICTURE_URL }, { image_url: data }, { file_id: file.id }, process.env.PICTURE_URL];
    const [byUrl, byData, byFile, byText] = await Promise.all(references.map((input_reference) =>
        made({ input_reference, prompt: 'a slow push in', seed: 7 })));
    const [first, second, third, fourth] = await Promise.all([byUrl, byData, byFile, byText].map(async ({ id }) =>
        Buffer.from(await (await client.videos.downloadContent(id)).arrayBuffer())));
    assert.ok(first.equals(second) && first.equals(third) && first.equals(fourth), 'the same picture, words and seed give the same clip');
    assert.match(byUrl.notes.join(), /camera: read from the prompt as 'push_in/);
});

test('models are listed, each with the engine that it stands for', async () => {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(['sora-2', 'sora-2-pro', 'stage-noir'].every((name) => names.includes(name)), names.join());
    assert.deepEqual(await client.models.retrieve('sora-2'), { id: 'sora-2', object: 'model', created: 0, owned_by: 'stage' });
    await refused(client.models.retrieve('gpt-4o'), 'NotFoundError', 404, 'model', 'model_not_found');
});

test('remix keeps all but the words', async () => {
    const source = await made({ seconds: '2', model: 'sora-2-pro' });
    const remix = await client.videos.remix(source.id, { prompt: 'a dog in a forest' });
    assert.equal(remix.remixed_from_video_id, source.id);
    assert.deepEqual([remix.prompt, remix.seconds, remix.size, remix.model], ['a dog in a forest', '2', '128x72', 'sora-2-pro']);
    assert.equal((await ended(remix.id)).status, 'completed');
    await refused(client.videos.remix('video_0', { prompt: 'x' }), 'NotFoundError', 404, 'id', 'video_not_found');
});

test('an extension is the whole video, longer', async () => {
    const source = await made({ input_reference: { image_url: data } });
    const longer = await ended((await client.videos.extend({ video: { id: source.id }, prompt: 'the camera pans left', seconds: '2' })).id);
    assert.equal(longer.status, 'completed', JSON.stringify(longer));
    assert.equal(longer.seconds, '3');
    const length = async (id) => (await (await client.videos.downloadContent(id)).arrayBuffer()).byteLength;
    assert.ok(await length(longer.id) > await length(source.id));
});

test('an extension of a clip from elsewhere goes on from its last picture', async () => {
    const source = await made({ prompt: 'a lighthouse at dusk' });
    const own = Buffer.from(await (await client.videos.downloadContent(source.id)).arrayBuffer());
    const clip = Buffer.concat([own, Buffer.from('\0\0\0\x08free', 'latin1')]); // With an empty box more it might be anybody's.
    const longer = await ended((await client.videos.extend({ video: await library.toFile(clip, 'clip.mp4', { type: 'video/mp4' }), prompt: 'slow push in', seconds: '2' })).id);
    assert.equal(longer.status, 'completed', JSON.stringify(longer));
    assert.deepEqual([longer.seconds, longer.size], ['3', '128x72']);
    assert.match(longer.notes.join(), /goes on from its last picture/);
});

test('an edit stages words again, and draws a given clip anew', async () => {
    const source = await made({ prompt: 'a fox in a forest' });
    const staged = await ended((await client.videos.edit({ video: { id: source.id }, prompt: 'as an ink drawing' })).id);
    assert.equal(staged.status, 'completed', JSON.stringify(staged));
    assert.deepEqual([staged.remixed_from_video_id, staged.size, staged.seconds], [source.id, '128x72', '1']);
    assert.ok(!staged.engine.includes('restyle'));

    // As it was downloaded it is the same video; with an empty box more it might be anybody's.
    const own = Buffer.from(await (await client.videos.downloadContent(source.id)).arrayBuffer());
    const back = await client.videos.edit({ video: await library.toFile(own, 'clip.mp4', { type: 'video/mp4' }), prompt: 'at night' });
    assert.equal(back.remixed_from_video_id, source.id);
    const clip = Buffer.concat([own, Buffer.from('\0\0\0\x08free', 'latin1')]);
    const drawn = await ended((await client.videos.edit({ video: await library.toFile(clip, 'clip.mp4', { type: 'video/mp4' }), prompt: 'in watercolour' })).id);
    assert.equal(drawn.status, 'completed', JSON.stringify(drawn));
    assert.deepEqual([drawn.size, drawn.seconds, drawn.remixed_from_video_id], ['128x72', '1', null]);
    assert.match(drawn.engine, /^stage\/.* restyle\//);
    await refused(client.videos.edit({ video: await library.toFile(clip, 'clip.mp4'), prompt: 'a red car instead' }), 'BadRequestError', 400, 'prompt', 'unsupported');
    await refused(client.videos.edit({ video: { id: 'video_0' }, prompt: 'in ink' }), 'NotFoundError', 404, 'id', 'video_not_found');
});

test('a character plays the same part in every video that names her', async () => {
    const source = await made({ prompt: 'a woman with red hair in a green coat walks along a beach', seed: 7 });
    const clip = await library.toFile(Buffer.from(await (await client.videos.downloadContent(source.id)).arrayBuffer()), 'clip.mp4', { type: 'video/mp4' });
    const { id, created_at, name, taken, ...rest } = await client.videos.createCharacter({ name: 'Anna', video: clip });
    assert.deepEqual(rest, { object: 'character' });
    assert.match(id, /^char_[0-9a-f]{32}$/);
    assert.deepEqual([name, taken.from, taken.video], ['Anna', 'video', source.id]);
    assert.deepEqual(await client.videos.getCharacter(id), { id, object: 'character', created_at, name, taken });

    const [first, again, stranger] = await Promise.all([[{ id }], [{ id }], undefined].map((characters) =>
        made({ prompt: 'Anna stands in a meadow', seed: 9, characters })));
    const content = async (video) => Buffer.from(await (await client.videos.downloadContent(video.id)).arrayBuffer());
    assert.ok((await content(first)).equals(await content(again)));
    assert.ok(!(await content(first)).equals(await content(stranger)), 'without her somebody else stands there, or nobody');
    assert.equal(first.notes, undefined);
    const unnamed = await client.videos.create({ ...small, prompt: 'a meadow', characters: [{ id }] });
    assert.match(unnamed.notes.join(), /does not name 'Anna'/);

    await refused(client.videos.createCharacter({ name: 'Anna', video: createReadStream(process.env.PICTURE) }), 'BadRequestError', 400, 'video', 'invalid_video');
    await refused(client.videos.createCharacter({ name: '', video: clip }), 'BadRequestError', 400, 'name', 'missing_required_parameter');
    await refused(client.videos.getCharacter('char_0'), 'NotFoundError', 404, 'id', 'character_not_found');
    await refused(client.videos.create({ ...small, characters: [{ id: 'char_0' }] }), 'BadRequestError', 400, 'characters', 'invalid_value');
});

test('wrong fields are named', async () => {
    const cases = [
        [{ prompt: '' }, 'prompt', 'missing_required_parameter'],
        [{ seconds: '0' }, 'seconds', 'invalid_value'],
        [{ seconds: '601' }, 'seconds', 'invalid_value'],
        [{ size: '12x12' }, 'size', 'invalid_value'],
        [{ model: 'sora-3' }, 'model', 'model_not_found'],
        [{ model: 'stage-nior' }, 'model', 'model_not_found'],
        [{ look: 'watercolor' }, 'look', 'invalid_value'],
        [{ input_reference: { image_url: 'ftp://example.com/a.png' } }, 'input_reference', 'invalid_value'],
        [{ input_reference: { image_url: 'data:image/png;base64,AAAA' } }, 'input_reference', 'invalid_value'],
        [{ input_reference: { file_id: 'file-none' } }, 'input_reference', 'invalid_value'],
        [{ camera: 'fly' }, 'camera', 'invalid_value'],
    ];
    for (const [wrong, param, code] of cases) {
        await refused(client.videos.create({ ...small, ...wrong }), 'BadRequestError', 400, param, code);
    }
});

test('a video that cannot be made says why', async () => {
    const cases = [
        [{ input_reference: { image_url: 'http://127.0.0.1/a.png' } }, 'invalid_image'],
        [{ prompt: 'gentle qwrtz' }, 'unsupported'],
    ];
    for (const [wrong, code] of cases) {
        const video = await ended((await client.videos.create({ ...small, ...wrong })).id);
        assert.deepEqual([video.status, video.error?.code, video.progress, video.completed_at], ['failed', code, 0, null], JSON.stringify(video));
        assert.ok(video.error.message.length > 10);
        await refused(client.videos.downloadContent(video.id), 'NotFoundError', 404, null, 'video_not_ready');
        await refused(client.videos.remix(video.id, { prompt: 'x' }), 'BadRequestError', 400, 'id', 'video_not_completed');
    }
});

test('JSON, as older libraries send it', async () => {
    const response = await fetch(`${process.env.BASE_URL}/v1/videos`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...small, seconds: 1, input_reference: { image_url: data }, camera: { zoom: 3 } }),
    });
    assert.equal(response.status, 200);
    assert.equal((await ended((await response.json()).id)).status, 'completed');
});

});

// Alone, after the others: the list is everybody's.
test('list, page by page', async () => {
    const ids = [];
    for (const prompt of ['one', 'two', 'three']) ids.push((await client.videos.create({ ...small, prompt })).id);
    const first = await client.videos.list({ limit: 2 });
    assert.deepEqual(first.data.map((video) => video.id), [ids[2], ids[1]]);
    assert.equal(first.has_more, true);
    assert.equal(first.last_id, ids[1]);
    const all = [];
    for await (const video of client.videos.list({ limit: 2, order: 'asc' })) all.push(video.id);
    assert.deepEqual(all.slice(-3), ids);
    assert.equal(new Set(all).size, all.length);
    await refused(client.videos.list({ limit: 0 }), 'BadRequestError', 400, 'limit', 'invalid_value');
    for (const id of ids) await client.videos.delete(id);
    assert.ok(!(await client.videos.list({ limit: 100 })).data.some((video) => ids.includes(video.id)), 'deleted while they waited');
});
