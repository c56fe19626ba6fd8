// A library sends a create again when no answer comes. Between it and the server stands a proxy that lets the request
// through and drops the answer: the task that was made is given again, and nothing is made twice.
// Environment: LIBRARY (Runway's library), BASE_URL, PICTURE.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

const require = createRequire(import.meta.url);
const RunwayML = require(process.env.LIBRARY).default;
const server = new URL(process.env.BASE_URL);
const picture = `data:image/png;base64,${readFileSync(process.env.PICTURE).toString('base64')}`;
const order = (seed) => ({ model: 'stage', ratio: '128:72', duration: 1, promptImage: picture, seed });

let proxy, drops = 0, posts = [], late = 0;
before(async () => {
    proxy = http.createServer((request, response) => {
        const through = http.request(
            { host: server.hostname, port: server.port, method: request.method, path: request.url, headers: { ...request.headers, host: server.host } },
            (answer) => {
                const body = [];
                answer.on('data', (piece) => body.push(piece));
                answer.on('end', () => {
                    if (request.method === 'POST') posts.push(JSON.parse(Buffer.concat(body)).id);
                    if (request.method === 'POST' && drops > 0) {
                        drops--;
                        if (late) setTimeout(() => response.destroy(), late); else response.destroy();
                    } else {
                        response.writeHead(answer.statusCode, answer.headers);
                        response.end(Buffer.concat(body));
                    }
                });
            });
        request.pipe(through);
    });
    await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
after(() => proxy.close());

const client = (options) => new RunwayML({ apiKey: 'key_any', baseURL: `http://127.0.0.1:${proxy.address().port}`, ...options });
const made = async () => Object.values((await client().organization.retrieve()).usage.models).reduce((sum, model) => sum + model.dailyGenerations, 0);

describe(`a create is sent again by ${process.env.LIBRARY.split('/').pop()}`, () => {
    test('twice, the connection being lost: one task', async () => {
        const start = await made();
        [drops, posts] = [2, []];
        const task = await client().imageToVideo.create(order(1));
        assert.equal(posts.length, 3);
        assert.deepEqual(posts, [task.id, task.id, task.id]);
        assert.equal(await made() - start, 1);
    });

    test('after its own timeout: one task', async () => {
        const start = await made();
        [drops, posts, late] = [1, [], 1500];
        const task = await client({ timeout: 700 }).imageToVideo.create(order(2));
        late = 0;
        assert.deepEqual(posts, [task.id, task.id]);
        assert.equal(await made() - start, 1);
    });

    test('while the same order is given on purpose several times at once: every call has a task of its own', async () => {
        const start = await made();
        [drops, posts] = [2, []];

        // Which of several equal orders lost its answer cannot be known; the oldest is taken for it. So the first two lose theirs.
        const calls = [1, 2].map(() => client().imageToVideo.create(order(3)));
        while (posts.length < 2) {
            await new Promise((resolve) => setTimeout(resolve, 2));
        }
        calls.push(...[3, 4].map(() => client().imageToVideo.create(order(3))));
        const tasks = await Promise.all(calls);
        assert.equal(posts.length, 6);
        assert.equal(new Set(tasks.map((task) => task.id)).size, 4);
        assert.equal(await made() - start, 4);
    });

    test('by hand, after its task was seen: a new task', async () => {
        [drops, posts] = [0, []];
        const first = await client().imageToVideo.create(order(4));
        await client().tasks.retrieve(first.id);
        const second = await client().imageToVideo.create(order(4));
        assert.notEqual(second.id, first.id);
    });

    test('under a name of its own: one task, whenever; another order under that name is refused', async () => {
        const headers = { 'Idempotency-Key': `name ${Date.now()}` };
        const first = await client().imageToVideo.create(order(5), { headers });
        await client().tasks.retrieve(first.id);
        assert.equal((await client().imageToVideo.create(order(5), { headers })).id, first.id);
        await assert.rejects(client().imageToVideo.create(order(6), { headers }), (error) => error.status === 400 && /Idempotency-Key/.test(error.message));
    });
});
