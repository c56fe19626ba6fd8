// The page at / as people use it. One test at a time, in one browser, against one server.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const { chromium } = await import(join(process.env.LIBRARY, 'index.mjs'));
const base = process.env.BASE_URL;
const run = promisify(execFile);
const patience = 120_000;
let browser, folder;

before(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid() === 0 ? ['--no-sandbox'] : [] });
    folder = await mkdtemp(join(tmpdir(), 'throughline-page-'));
});
after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
});

// A page on which nothing may go wrong unseen: no error, no refused script or style, nothing asked of another server.
async function open(address = '/', options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.wrong = [];
    page.on('pageerror', error => page.wrong.push(error.message));
    page.on('dialog', dialog => { page.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('console', line => { if (line.type() === 'error' && !/status of 4(01|22) /.test(line.text())) page.wrong.push(line.text()); });
    page.on('request', request => { if (!request.url().startsWith(new URL(address, base).origin)) page.wrong.push(`asked ${request.url()}`); });
    await page.goto(new URL(address, base).href);
    return page;
}

async function close(page) {
    assert.deepEqual(page.wrong, []);
    await page.context().close();
}

async function shoot(page, prompt, size = '320x180', seconds = 1) {
    await page.fill('#prompt', prompt);
    await page.selectOption('#size', size);
    await page.fill('#seconds', String(seconds));
    await page.click('#clip .go');
    return page.locator('.take').filter({ has: page.getByRole('heading', { level: 3, name: prompt, exact: true }) }).first();
}

const focused = page => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.act || document.activeElement.tagName);

async function tabTo(page, wanted) {
    for (let i = 0; i < 60; i++) {
        if (await focused(page) === wanted) return;
        await page.keyboard.press('Tab');
    }

    assert.fail(`the tab key never came to ${wanted}`);
}

test('a clip is shot, followed and watched by keyboard alone', async () => {
    const page = await open();
    await page.waitForSelector('#desk:not([hidden])');
    await tabTo(page, 'prompt');
    await page.keyboard.type('A lighthouse on a cliff by the sea');
    await tabTo(page, 'size');
    await page.keyboard.type('Rehearsal');
    await tabTo(page, 'seconds');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('4');
    await tabTo(page, 'move');
    await page.keyboard.type('push in');
    assert.match(await page.textContent('#camera-about'), /Moves forward/);
    await tabTo(page, 'add');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('pan left');
    await tabTo(page, 'add');
    await page.keyboard.press('Space');
    assert.equal(await page.inputValue('#camera'), 'push_in 0.6 + pan_left 12');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Shoot');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none', 'the focus can be seen');
    await page.keyboard.press('Enter');

    // Progress is told while the clip is made, to eyes and to screen readers.
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    const told = new Set();
    while (await bar.count()) {
        told.add(await bar.getAttribute('aria-valuenow', { timeout: 2000 }).catch(() => null));
        await page.waitForTimeout(100);
    }

    assert.ok([...told].some(value => value > 0 && value < 100), `progress was ${[...told]}`);
    await page.getByRole('button', { name: 'Play: A lighthouse on a cliff by the sea' }).waitFor();
    await page.waitForFunction(() => document.getElementById('said').textContent === 'A lighthouse on a cliff by the sea is done.');

    await tabTo(page, 'play');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => { const video = document.querySelector('#screen video'); return video?.currentTime > 0.2 && video.videoWidth === 640; });
    await page.keyboard.press('.');
    const time = await page.evaluate(() => document.querySelector('#screen video').currentTime);
    await page.keyboard.press('.');
    await page.waitForFunction(before => document.querySelector('#screen video').currentTime > before, time);
    assert.ok(await page.evaluate(() => document.querySelector('#screen video').paused));
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), 'play', 'the focus comes back');
    await close(page);
});

test('text is text: nothing of a prompt becomes part of the page', async () => {
    const page = await open();
    const prompt = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script> a lamp's "light" & $HOME`;
    const card = await shoot(page, prompt);
    await card.locator('button.frame').waitFor();
    assert.equal(await page.title(), 'Throughline');
    assert.equal(await card.locator('img').count(), 1, 'the only picture is the poster');
    await card.locator('button.frame').click();
    assert.equal(await page.textContent('#player-prompt'), prompt);
    await page.click('#player-close');
    assert.equal(await page.title(), 'Throughline');
    await close(page);
});

test('the command that is copied makes the same clip again', async t => {
    const page = await open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    const card = page.locator('.take', { hasText: `a lamp's "light" & $HOME` }).first();
    await card.getByRole('button', { name: 'Copy as curl' }).click();
    await page.waitForFunction(() => document.getElementById('said').textContent === 'Copied.');
    const command = await page.evaluate(() => navigator.clipboard.readText());
    try {
        await run('curl', ['--version']);
    } catch {
        return t.skip('curl is not installed');
    }

    const { stdout } = await run('sh', ['-c', command]);
    const made = JSON.parse(stdout);
    assert.equal(made.object, 'video', stdout);
    assert.ok(made.prompt.includes(`a lamp's "light" & $HOME`));
    const [again, first] = (await (await fetch(`${base}/api/tasks?limit=2`)).json()).tasks;
    assert.deepEqual(again.shots, first.shots);
    await close(page);
});

test('a film: its mistakes with their places, then its shots one by one, then everything it leaves', async () => {
    const film = join(folder, 'film');
    await mkdir(film);
    const text = (key, second) => `throughline: 1\ntitle: Two lamps\nratio: 320:180\nshots:\n  - id: first\n    prompt: A lamp on a table\n    ${key}: 1\n  - id: second\n    ${second}\n    seconds: 1\n`;
    await writeFile(join(film, 'film.yaml'), text('secnds', 'image: missing.png'));
    const page = await open();
    await page.setInputFiles('#film-folder', film);
    await page.waitForSelector('#film-problems li');
    assert.deepEqual(await page.locator('#film-problems code').allTextContents(), ['film.yaml:7:5', 'film.yaml:9:12']);
    assert.match(await page.textContent('#film-problems'), /Did you mean 'seconds'\?/);

    await writeFile(join(film, 'film.yaml'), text('seconds', 'from: first'));
    await page.setInputFiles('#film-folder', film);
    await page.waitForFunction(() => document.getElementById('film-state').textContent.startsWith('Two lamps: 2 shots'));
    assert.equal(await page.locator('#film-problems li').count(), 0);
    const card = page.locator('.take').first();
    await card.locator('.strip i, button.frame').first().waitFor();
    await card.locator('button.frame').click();
    const files = await page.locator('#player-files a').allTextContents();
    assert.deepEqual(files, ['film.mp4', 'film.otio', 'film.edl', 'contact-sheet.png', 'report.json', 'shot-first.mp4', 'shot-second.mp4']);
    const link = await page.locator('#player-files a', { hasText: 'film.otio' }).getAttribute('href');
    assert.match(await (await fetch(new URL(link, base))).text(), /"OTIO_SCHEMA": "Timeline.1"/);
    await page.keyboard.press('Escape');

    await card.getByRole('button', { name: 'Remove' }).click();
    await card.getByRole('button', { name: 'Remove for good?' }).click();
    await page.waitForFunction(() => !document.querySelector('#tasks').textContent.includes('Two lamps'));
    await close(page);
});

test('on a phone nothing is wider than the screen, and fingers can hit what there is', async () => {
    const page = await open('/', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const card = await shoot(page, 'W' + 'wide'.repeat(60));
    await card.locator('.why, button.frame').first().waitFor();
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.equal(size[0], size[1]);
    const small = await page.locator('button:visible, input:visible, select:visible').evaluateAll(all => all.filter(one => one.type !== 'file' && one.getBoundingClientRect().height < 40).map(one => one.outerHTML));
    assert.deepEqual(small, []);
    await page.locator('button.frame').first().tap();
    await page.waitForFunction(() => document.querySelector('#screen video')?.readyState >= 2);
    const player = await page.evaluate(() => { const box = document.getElementById('player').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; });
    assert.ok(player, 'the player fits');
    await close(page);
});

test('everything that can be used has a name, and everything that is read has contrast, dark and light', async () => {
    for (const colorScheme of ['dark', 'light']) {
        const page = await open('/', { colorScheme });
        await page.waitForSelector('.take');
        const nameless = await page.locator('button:visible, input:visible, select:visible, textarea:visible, a:visible').evaluateAll(all => all
            .filter(one => !(one.getAttribute('aria-label') ?? one.ariaLabel ?? '').trim() && !one.textContent.trim() && !one.labels?.length).map(one => one.outerHTML));
        assert.deepEqual(nameless, []);
        const weak = await page.locator('h1, h2, h3, label, dt, dd, .meta, .why, .acts button, #filter button, .go, code, .link, .wrong, footer a').evaluateAll(all => {
            const luminance = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const numbers = text => text.match(/[\d.]+/g).map(Number);
            const ground = one => { for (; one; one = one.parentElement) { const colour = numbers(getComputedStyle(one).backgroundColor); if (colour.length === 3) return colour; } return [255, 255, 255]; };
            return all.filter(one => one.checkVisibility()).map(one => {
                const [a, b] = [luminance(numbers(getComputedStyle(one).color)), luminance(ground(one))];
                return [one.className || one.tagName, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
            }).filter(([, contrast]) => contrast < 4.5);
        });
        assert.deepEqual(weak, [], colorScheme);
        await close(page);
    }
});

test('where a key is needed it is asked for, kept in the tab, and never shown', async () => {
    const data = join(folder, 'keys');
    const key = (await run(process.env.SERVER, ['keys', 'add', 'anna', '--max-seconds-per-day', '60', '--data', data])).stdout.trim();
    let server;
    const serve = async url => {
        server = spawn(process.env.SERVER, ['serve', '--require-key', '--urls', url, '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] });
        return (await new Promise(done => createInterface({ input: server.stdout }).once('line', done))).split(' ')[2].replace(',', '');
    };
    try {
        const address = await serve('http://127.0.0.1:0');
        const page = await open(address, { permissions: ['clipboard-read', 'clipboard-write'] });
        await page.waitForSelector('#key:not([hidden])');
        assert.equal(await focused(page), 'key-text');
        assert.ok(await page.isHidden('#desk'));
        await page.keyboard.type('key_wrong');
        await page.keyboard.press('Enter');
        await page.getByText('This key is not known here').waitFor();
        await page.keyboard.type(key);
        await page.keyboard.press('Enter');
        await page.waitForSelector('#desk:not([hidden])');
        assert.equal(await page.textContent('#usage-key'), 'anna');
        const card = await shoot(page, 'A lamp on a table');
        await card.locator('button.frame').waitFor();
        await page.waitForFunction(() => document.querySelector('.take img')?.naturalWidth > 0);
        await page.waitForFunction(() => document.getElementById('usage-seconds').textContent === '1 s of 60 s');
        await card.getByRole('button', { name: 'Copy as curl' }).click();
        await page.waitForFunction(() => document.getElementById('said').textContent === 'Copied.');
        const command = await page.evaluate(() => navigator.clipboard.readText());
        assert.ok(command.includes('$THROUGHLINE_KEY') && !command.includes(key));
        assert.ok(!(await page.content()).includes(key) && !page.url().includes(key));
        assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie]), [0, '']);

        // A server that is stopped and comes back finds the page as it was.
        const stopped = new Promise(done => server.once('exit', done));
        server.kill();
        await page.waitForFunction(() => document.getElementById('link').textContent === 'Connecting again');
        await stopped;
        await serve(address);
        await page.waitForFunction(() => document.getElementById('link').textContent === 'Live');
        assert.equal(await page.locator('.take').count(), 1);
        page.wrong = page.wrong.filter(text => !text.includes('ERR_CONNECTION_REFUSED') && !text.includes('ERR_INCOMPLETE_CHUNKED'));

        await page.reload();
        await page.waitForSelector('#desk:not([hidden])');
        await page.click('#forget');
        await page.waitForSelector('#key:not([hidden])');
        await close(page);
    } finally {
        server?.kill();
    }
});

test('the reference shows the API, with nothing from elsewhere', async () => {
    const page = await open('/scalar');
    await page.getByText('Make a film').first().waitFor();
    await page.waitForTimeout(500);
    await close(page);
});
