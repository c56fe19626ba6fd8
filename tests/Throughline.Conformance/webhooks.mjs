// What the server tells webhooks, unwrapped by OpenAI's own library: signatures, retries, a secret that changes.
// Environment: LIBRARY (its folder), BASE_URL, PROGRAM (the server's program) and DATA (its data folder).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';

const require = createRequire(import.meta.url);
const library = require(process.env.LIBRARY);
const OpenAI = library.default;
const client = new OpenAI({ apiKey: 'sk-any', baseURL: `${process.env.BASE_URL}/v1`, maxRetries: 0 });
const small = { model: 'sora-2', size: '128x72', seconds: '1', prompt: 'a fox in a forest' };

const received = [];
let answers = [];
const site = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    received.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
    response.statusCode = answers.shift() ?? 200;
    response.end();
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const url = `http://localhost:${site.address().port}/hook`;
after(() => site.close());

const webhooks = (...words) => execFileSync(process.env.PROGRAM, ['webhooks', ...words, '--data', process.env.DATA], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const noticed = () => new Promise((resolve) => setTimeout(resolve, 2600)); // The server reads its webhooks every two seconds.

async function until(count) {
    while (received.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
    return received.slice(-count);
}

const unwrap = ({ headers, body }, secret) => client.webhooks.unwrap(body, headers, secret);

const secret = webhooks('add', url);
await noticed();

test('video.completed, taken at the third attempt', async () => {
    answers = [500, 503];
    const video = await client.videos.create(small);
    const attempts = await until(3);
    for (const attempt of attempts) {
        const event = await unwrap(attempt, secret);
        assert.deepEqual({ ...event, created_at: 0 }, {
            id: `evt_${video.id.slice('video_'.length)}`, object: 'event', created_at: 0, type: 'video.completed', data: { id: video.id },
        });
        assert.ok(Math.abs(event.created_at - Date.now() / 1000) < 60);
    }
    assert.equal(new Set(attempts.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal((await client.videos.retrieve(video.id)).status, 'completed');
    await assert.rejects(unwrap({ ...attempts[0], body: attempts[0].body.replace('completed', 'failed') }, secret), client.constructor.InvalidWebhookSignatureError ?? Error);
});

test('video.failed', async () => {
    received.length = 0;
    const video = await client.videos.create({ ...small, prompt: 'gentle qwrtz' });
    const event = await unwrap((await until(1))[0], secret);
    assert.deepEqual([event.type, event.data.id], ['video.failed', video.id]);
});

test('after a change both secrets hold', async () => {
    const fresh = webhooks('rotate', url);
    assert.notEqual(fresh, secret);
    await noticed();
    received.length = 0;
    await client.videos.create(small);
    const [told] = await until(1);
    assert.equal((await unwrap(told, secret)).type, 'video.completed');
    assert.equal((await unwrap(told, fresh)).type, 'video.completed');
    assert.match(webhooks('list'), /3 taken, 0 waiting, 0 given up/);
    webhooks('remove', url);
    assert.equal(webhooks('list'), '');
});
