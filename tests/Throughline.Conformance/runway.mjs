// Runway's own library against the server: every call that the server answers, success and failure.
// Environment: LIBRARY (its folder), BASE_URL, PICTURE (a PNG file), and PICTURE_URL (the same over http).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';

const require = createRequire(import.meta.url);
const library = require(process.env.LIBRARY);
const RunwayML = library.default;
const client = new RunwayML({ apiKey: 'key_any', baseURL: process.env.BASE_URL, maxRetries: 0 });
const png = readFileSync(process.env.PICTURE);
const data = `data:image/png;base64,${png.toString('base64')}`;
const small = { model: 'stage', ratio: '128:72', duration: 1 };

// What waitForTaskOutput does, without its first six seconds; one test below waits as it does.
async function ended(id) {
    for (;;) {
        const task = await client.tasks.retrieve(id);
        if (!['PENDING', 'THROTTLED', 'RUNNING'].includes(task.status)) return task;
        assert.equal(typeof task.estimatedCost.credits, 'number');
        if (task.status === 'RUNNING') assert.ok(task.progress >= 0 && task.progress <= 1);
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

async function download(url) {
    const response = await fetch(url);
    assert.equal(response.status, 200, url);
    return { type: response.headers.get('content-type'), engine: response.headers.get('throughline-engine'), bytes: Buffer.from(await response.arrayBuffer()) };
}

async function refused(promise, type, status, words) {
    await assert.rejects(promise, (error) => {
        assert.ok(error instanceof RunwayML[type], `${error.constructor.name}: ${error.message}`);
        assert.equal(error.status, status);
        if (words) assert.match(JSON.stringify(error.error), words);
        return true;
    });
}

describe(`Runway's library ${process.env.LIBRARY.split('-').pop()}`, { concurrency: true }, () => {

test('image_to_video from a data URI, waited for as the library waits', async () => {
    const created = client.imageToVideo.create({ ...small, promptImage: data, promptText: 'a slow push in', seed: 7 });
    if (created.waitForTaskOutput) {
        const task = await created.waitForTaskOutput();
        assert.equal(task.status, 'SUCCEEDED');
        assert.equal(task.output.length, 1);
        const clip = await download(task.output[0]);
        assert.equal(clip.type, 'video/mp4');
        assert.match(clip.engine, /^stage\//);
        assert.equal(clip.bytes.subarray(4, 8).toString(), 'ftyp');
        assert.equal(task.cost.credits, 1);
        assert.match(task.createdAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        assert.match(task.engine, /^stage\//);
    } else {
        assert.equal((await ended((await created).id)).status, 'SUCCEEDED');
    }
});

test('promptImage as URL, as upload, with positions first and last', async () => {
    const byUrl = await client.imageToVideo.create({ ...small, promptImage: process.env.PICTURE_URL });
    assert.equal(byUrl.estimatedCost.credits, 1);
    const task = await ended(byUrl.id);
    assert.equal(task.status, 'SUCCEEDED', JSON.stringify(task));
    const both = await client.imageToVideo.create({
        ...small, promptImage: [{ uri: data, position: 'first' }, { uri: data, position: 'last' }],
    });
    assert.equal((await ended(both.id)).status, 'SUCCEEDED');
    if (client.uploads) {
        const upload = await client.uploads.createEphemeral({ file: new File([png], '../../nasty name.png', { type: 'application/octet-stream' }) });
        assert.match(upload.uri, /^runway:\/\//);
        const byUpload = await client.imageToVideo.create({ ...small, promptImage: upload.uri });
        assert.equal((await ended(byUpload.id)).status, 'SUCCEEDED');
    }
});

test('links are absolute, signed, renewed on every fetch, and serve ranges', async () => {
    const { id } = await client.imageToVideo.create({ ...small, promptImage: data });
    const first = (await ended(id)).output[0];
    assert.ok(first.startsWith(process.env.BASE_URL));
    assert.equal((await fetch(first.replace(/signature=.{4}/, 'signature=AAAA'))).status, 403);
    assert.equal((await fetch(first.split('?')[0])).status, 403);
    assert.equal((await fetch(first.replace(/expires=\d+/, 'expires=99999999999'))).status, 403);
    const part = await fetch(first, { headers: { Range: 'bytes=4-7' } });
    assert.equal(part.status, 206);
    assert.equal(await part.text(), 'ftyp');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.notEqual((await client.tasks.retrieve(id)).output[0], first);
});

test('the models of old code, with camera moves beside their own fields', async () => {
    const { id } = await client.imageToVideo.create({
        model: 'gen4_turbo', promptImage: data, ratio: '960:960', duration: 2, camera: 'push_in 0.3 + pan_left 4', seed: 4294967295,
        contentModeration: { publicFigureThreshold: 'auto' },
    });
    await client.tasks.delete(id);
    const six = await client.imageToVideo.create({ ...small, promptImage: data, camera: { zoom: 3, pan: -2 } });
    assert.equal((await ended(six.id)).status, 'SUCCEEDED');
    const veo = await client.imageToVideo.create({ model: 'veo3.1', promptImage: data, ratio: '1280:720', duration: 4, audio: true });
    assert.deepEqual(veo.notes, ['audio: the clip is silent; the engine makes no sound']);
    assert.equal(veo.estimatedCost.credits, 4);
    await client.tasks.delete(veo.id);
});

test('text_to_video and text_to_image end as the engine can', async () => {
    if (client.textToVideo) {
        const { id } = await client.textToVideo.create({ ...small, promptText: 'a red barn on a hill at dusk' });
        const task = await ended(id);
        assert.ok(task.status === 'SUCCEEDED' || (task.failureCode === 'INPUT_PREPROCESSING.UNSUPPORTED' && task.cost.credits === 0), JSON.stringify(task));
        const master = await client.textToVideo.create({ ...small, promptText: 'a red barn on a hill at dusk', outputFormat: 'prores', proresProfile: '422 HQ' });
        const mov = await download((await ended(master.id)).output[0]);
        assert.deepEqual([mov.type, mov.bytes.includes('apch'), master.notes], ['video/quicktime', true, undefined]);
    }
    if (client.textToImage) {
        const { id } = await client.textToImage.create({ model: 'stage', ratio: '128:72', promptText: 'a red barn on a hill at dusk' });
        const task = await ended(id);
        if (task.status === 'SUCCEEDED') assert.equal((await download(task.output[0])).type, 'image/png');
        else assert.equal(task.failureCode, 'INPUT_PREPROCESSING.UNSUPPORTED');
        const photo = await client.textToImage.create({ model: 'stage', ratio: '128:72', promptText: 'a red barn on a hill at dusk', outputFormat: 'jpeg' });
        const jpeg = await download((await ended(photo.id)).output[0]);
        assert.deepEqual([jpeg.type, jpeg.bytes.readUInt16BE(0)], ['image/jpeg', 0xffd8]);
    }
});

test('video_to_video draws a clip anew', { skip: !client.videoToVideo }, async () => {
    const { id } = await client.imageToVideo.create({ ...small, promptImage: data });
    const source = await ended(id);
    const clip = (await download(source.output[0])).bytes;
    const created = await client.videoToVideo.create({ model: 'aleph2', videoUri: `data:video/mp4;base64,${Buffer.from(clip).toString('base64')}`, promptText: 'a pen and ink drawing' });
    const task = await ended(created.id);
    assert.equal(task.status, 'SUCCEEDED', JSON.stringify(task));
    assert.match(task.engine, /^stage\/.* restyle\//);
    assert.equal(task.cost.credits, source.cost.credits);
    assert.equal((await download(task.output[0])).type, 'video/mp4');
    const other = await client.videoToVideo.create({ model: 'stage', look: 'ink', videoUri: 'https://nothing.invalid/a.mp4' });
    assert.equal((await ended(other.id)).failureCode, 'ASSET.INVALID');
});

test('deleting cancels a live task and removes a finished one', async () => {
    const { id } = await client.imageToVideo.create({ model: 'stage', ratio: '1280:720', duration: 60, promptImage: data });
    await client.tasks.delete(id);
    const cancelled = await client.tasks.retrieve(id);
    assert.equal(cancelled.status, 'CANCELLED');
    assert.equal(cancelled.cost.credits, 0);
    if (library.TaskFailedError && client.tasks.retrieve(id).waitForTaskOutput) {
        await assert.rejects(client.tasks.retrieve(id).waitForTaskOutput(), (error) => error instanceof library.TaskFailedError);
    }
    await client.tasks.delete(id);
    await refused(client.tasks.retrieve(id), 'NotFoundError', 404, /Task not found/);
    await refused(client.tasks.delete(id), 'NotFoundError', 404);
    await refused(client.tasks.retrieve('not-an-id'), 'NotFoundError', 404);
});

test('a picture that cannot be fetched fails the task and costs nothing', async () => {
    const { id } = await client.imageToVideo.create({ ...small, promptImage: 'https://nothing.invalid/a.png' });
    const task = await ended(id);
    assert.equal(task.status, 'FAILED');
    assert.equal(task.failureCode, 'ASSET.INVALID');
    assert.equal(task.cost.credits, 0);
    assert.match(task.failure, /no such host/);
});

test('everything that is wrong in a body is named', async () => {
    const wrong = client.imageToVideo.create({
        model: 'gen4.5', promptImage: 'data:image/png;base64,AAAA', promptText: '', ratio: '1:1', duration: 11, seed: -1, camera: 'spin 3',
    });
    await assert.rejects(wrong, (error) => {
        assert.ok(error instanceof RunwayML.BadRequestError);
        assert.equal(error.error.error, 'Validation of body failed');
        assert.deepEqual(error.error.issues.map((issue) => issue.path[0]).sort(), ['camera', 'duration', 'promptImage', 'promptText', 'ratio', 'seed']);
        return true;
    });
    await refused(client.imageToVideo.create({ ...small, model: 'gen5', promptImage: data }), 'BadRequestError', 400, /There is no model 'gen5'. Did you mean/);
    await refused(client.imageToVideo.create({ ...small, promptImage: [{ uri: data, position: 'last' }] }), 'BadRequestError', 400, /needs a first frame/);
    await refused(client.imageToVideo.create({ ...small }), 'BadRequestError', 400, /promptImage/);
    await refused(client.imageToVideo.create({ ...small, promptImage: 'runway://00000000-0000-0000-0000-000000000000' }), 'BadRequestError', 400, /upload does not exist/);
    if (client.textToVideo) await refused(client.textToVideo.create({ model: 'gen4_turbo', promptText: 'a', ratio: '1280:720', duration: 5 }), 'BadRequestError', 400, /not for text_to_video/);
});

test('what no engine does is refused in Runway\'s form', async () => {
    if (client.videoToVideo) await refused(client.videoToVideo.create({ model: 'aleph2', videoUri: 'https://example.com/a.mp4', promptText: 'snow' }), 'BadRequestError', 400, /Name a look/);
    if (client.characterPerformance) {
        await refused(client.characterPerformance.create({
            model: 'act_two', character: { type: 'image', uri: data }, reference: { type: 'video', uri: 'https://example.com/a.mp4' },
        }), 'BadRequestError', 400, /character_performance is not available/);
    }
});

test('the organization', async () => {
    const organization = await client.organization.retrieve();
    assert.ok(organization.creditBalance > 0);
    assert.equal(typeof organization.tier.maxMonthlyCreditSpend, 'number');
    assert.ok(organization.tier.models['gen4_turbo'].maxConcurrentGenerations >= 1);
    assert.ok(organization.usage.models);
    if (client.organization.retrieveUsage) {
        const usage = await client.organization.retrieveUsage({});
        assert.ok(Array.isArray(usage.models) && Array.isArray(usage.results));
        assert.ok((await client.organization.retrieveUsage()).results);
        await refused(client.organization.retrieveUsage({ startDate: '2026-13-01' }), 'BadRequestError', 400, /startDate/);
    }
});

test('the version header is required', async () => {
    await refused(client.tasks.retrieve('00000000-0000-0000-0000-000000000000', { headers: { 'X-Runway-Version': null } }), 'BadRequestError', 400, /X-Runway-Version is missing/);
    await refused(client.tasks.retrieve('00000000-0000-0000-0000-000000000000', { headers: { 'X-Runway-Version': '2023-01-01' } }), 'BadRequestError', 400, /not known/);
});

});
