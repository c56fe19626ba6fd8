// The page of the server: tasks as they go on, a form for clips, a place for films. No text of anybody's ever becomes HTML:
// everything is made by el() and textContent.

const $ = id => document.getElementById(id);
const KEY = 'throughline-key';
const LIVE = ['queued', 'throttled', 'running'];
const tasks = new Map(); // id → task
const cards = new Map(); // id → its parts on the page
let show = 'all';
let moves = [];
let olderCursor; // undefined: not asked yet; null: no more
let usageTimer;
let following = 0; // Counts streams; only the newest goes on.

function el(tag, fields = {}, ...children) {
    const made = Object.assign(document.createElement(tag), fields);
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

function say(text) {
    $('said').textContent = '';
    setTimeout(() => { $('said').textContent = text; }, 50);
}

// Asking the server.

const key = () => sessionStorage.getItem(KEY);
const withKey = (headers = {}) => key() ? { ...headers, Authorization: `Bearer ${key()}` } : headers;

async function ask(path, options = {}) {
    const response = await fetch(path, { ...options, headers: withKey(options.headers) });
    if (response.status === 401) {
        askForKey();
    }

    return response;
}

// What any of the server's APIs says is wrong.
async function wrongOf(response) {
    try {
        const body = await response.json();
        return body.detail ?? body.error?.message ?? body.error ?? `The server answered ${response.status}.`;
    } catch {
        return `The server answered ${response.status}.`;
    }
}

// Links to results are followed at the address that this page has, whatever the public one is.
const here = url => { const link = new URL(url); return link.pathname + link.search; };

// The key.

function askForKey() {
    const tried = key();
    following++;
    sessionStorage.removeItem(KEY);
    for (const id of ['desk', 'wall', 'usage', 'forget']) $(id).hidden = true;
    tasks.clear();
    redraw();
    $('key').hidden = false;
    $('key-wrong').textContent = tried ? 'This key is not known here, or was revoked.' : '';
    link('lost', 'No key');
    $('key-text').focus();
}

$('key').addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem(KEY, $('key-text').value.trim());
    $('key-text').value = '';
    start();
});

$('forget').addEventListener('click', () => { sessionStorage.removeItem(KEY); location.reload(); });

// Live: the stream of events, read by fetch because an EventSource can send no key.

function link(state, text) {
    $('link').className = `link ${state}`;
    if ($('link').textContent !== text) $('link').textContent = text;
}

async function follow() {
    const mine = ++following;
    for (let pause = 1000; mine === following; pause = Math.min(pause * 2, 15000)) {
        try {
            const response = await ask('/api/tasks/events');
            if (response.ok) {
                link('live', 'Live');
                pause = 500;
                await readEvents(response.body);
            }
        } catch {
            // The server is away; it may come back.
        }

        if (mine !== following) return;
        link('lost', 'Connecting again');
        await new Promise(done => setTimeout(done, pause));
    }
}

async function readEvents(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let read; !(read = await reader.read()).done;) {
        rest += read.value;
        const events = rest.split('\n\n');
        rest = events.pop();
        for (const text of events) {
            const fields = Object.fromEntries(text.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
            if (fields.data) take(fields.event, JSON.parse(fields.data));
        }
    }
}

function take(name, data) {
    if (name === 'tasks') {
        tasks.clear();
        for (const task of data.tasks) tasks.set(task.id, task);
        olderCursor = data.tasks.length < 100 ? null : undefined;
    } else if (name === 'removed') {
        tasks.delete(data.id);
    } else if (name === 'progress') {
        const task = tasks.get(data.id);
        if (task) {
            Object.assign(task, data);
            drawProgress(task, cards.get(task.id));
        }

        return;
    } else {
        const before = tasks.get(data.id);
        tasks.set(data.id, data);
        if (before && before.status !== data.status) {
            if (data.status === 'succeeded') say(`${nameOf(data)} is done.`);
            if (data.status === 'failed') say(`${nameOf(data)} failed: ${data.failure?.message ?? ''}`);
        }
    }

    redraw();
    clearTimeout(usageTimer);
    usageTimer = setTimeout(readUsage, 200);
}

async function readUsage() {
    const response = await ask('/api/usage');
    if (!response.ok) return false;
    const use = await response.json();
    const seconds = value => `${+value.toFixed(1)} s`;
    $('usage-key').textContent = use.key === 'local' ? 'this machine' : use.key;
    $('usage-seconds').textContent = use.secondsPerDay === null ? seconds(use.secondsUsed) : `${seconds(use.secondsUsed)} of ${seconds(use.secondsPerDay)}`;
    $('usage-running').textContent = `${use.running} of ${use.concurrency}${use.queued ? `, ${use.queued} waiting` : ''}`;
    $('version').textContent = `Throughline ${use.version}`;
    return true;
}

// The wall.

const nameOf = task => task.title ?? task.shots.at(-1)?.prompt ?? (task.kind === 'restyle' ? 'A clip drawn anew' : task.shots.some(shot => shot.firstFrame) ? 'A clip from a picture' : 'A clip');
const isShown = task => show === 'all' || (show === 'live' ? LIVE.includes(task.status) : show === 'failed' ? ['failed', 'cancelled'].includes(task.status) : task.status === show);

function lengthOf(seconds) {
    const whole = Math.floor(seconds / 60);
    return whole ? `${whole}:${String(Math.round(seconds % 60)).padStart(2, '0')}` : `${+seconds} s`;
}

function redraw() {
    const list = $('tasks');
    const wanted = [...tasks.values()].filter(isShown).sort((a, b) => a.id < b.id ? 1 : -1);
    const kept = new Set(wanted.map(task => task.id));
    for (const [id, card] of cards) {
        if (!kept.has(id)) {
            const hadFocus = card.root.contains(document.activeElement);
            card.root.remove();
            cards.delete(id);
            if (hadFocus) $('wall').focus();
        }
    }

    wanted.forEach((task, index) => {
        let card = cards.get(task.id);
        if (!card) cards.set(task.id, card = { root: el('li', { className: 'take' }), state: '' });
        if (list.children[index] !== card.root) list.insertBefore(card.root, list.children[index] ?? null);
        draw(task, card);
    });
    $('empty').hidden = wanted.length > 0;
    $('older').hidden = olderCursor === null || tasks.size < 100;
}

// A card is made anew when its task's state changes, and only then: what has the focus keeps it otherwise.
function draw(task, card) {
    const state = `${task.status} ${task.files.length}`;
    if (card.state === state) {
        drawProgress(task, card);
        return;
    }

    const act = card.root.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    card.state = state;
    card.root.className = `take ${task.status}`;
    card.root.setAttribute('aria-label', nameOf(task));
    card.count = card.line = null;
    card.strips = [];
    card.root.replaceChildren(...parts(task, card));
    drawProgress(task, card);
    if (act) (card.root.querySelector(`[data-act="${act}"]`) ?? card.root.querySelector('button'))?.focus();
}

function parts(task, card) {
    const made = [frameOf(task, card)];
    if (LIVE.includes(task.status)) {
        card.strip = el('div', { className: 'strip', role: 'progressbar', ariaLabel: `Progress of ${nameOf(task)}`, ariaValueMin: '0', ariaValueMax: '100' });
        card.strips = task.shots.map(shot => {
            const piece = el('i');
            piece.style.flexGrow = shot.frames;
            card.strip.append(piece);
            return piece;
        });
        made.push(card.strip);
    }

    const shots = task.shots.length > 1 ? `${task.shots.length} shots` : null;
    const camera = task.kind === 'film' ? null : task.shots.at(-1)?.camera;
    const meta = [task.kind === 'film' ? 'film' : null, shots, task.kind === 'picture' ? null : lengthOf(task.seconds), task.width ? `${task.width}×${task.height}` : null, task.look, camera, task.engine];
    made.push(el('h3', { textContent: nameOf(task) }));
    made.push(el('p', { className: 'meta', textContent: meta.filter(Boolean).join(' · ') }));
    if (task.failure) made.push(el('p', { className: 'why', textContent: task.failure.message }));
    made.push(acts(task));
    return made;
}

function frameOf(task, card) {
    if (task.status === 'succeeded' && task.poster) {
        const picture = el('img', { src: here(task.poster), alt: '', loading: 'lazy', decoding: 'async' });
        const length = task.kind === 'picture' ? null : el('span', { className: 'length', textContent: lengthOf(task.seconds) });
        const open = el('button', { type: 'button', className: 'frame', ariaLabel: `${task.kind === 'picture' ? 'Show' : 'Play'}: ${nameOf(task)}`, onclick: () => play(task) }, picture, length);
        open.dataset.act = 'play';
        return open;
    }

    card.count = el('b');
    card.line = el('span');
    return el('div', { className: 'frame' }, el('span', { className: 'count' }, card.count, card.line));
}

function drawProgress(task, card) {
    if (!card?.count) return;
    const percent = Math.round(task.progress * 100);
    const texts = {
        queued: ['Waiting', ''],
        throttled: ['Waiting', 'for your other tasks'],
        failed: ['Failed', ''],
        cancelled: ['Cancelled', ''],
        succeeded: ['Done', ''],
        running: [`${percent} %`, { preparing: 'preparing', cutting: 'cutting' }[task.step] ?? `${shotsDone(task)}${left(task.secondsLeft)}`],
    };
    [card.count.textContent, card.line.textContent] = texts[task.status];
    if (!card.strips.length || !LIVE.includes(task.status)) return;
    card.strip.ariaValueNow = String(percent);
    card.strip.ariaValueText = `${card.count.textContent} ${card.line.textContent}`.trim();
    card.strips.forEach((piece, index) => {
        const share = (task.framesDone[index] ?? 0) / task.shots[index].frames;
        piece.style.setProperty('--done', `${Math.min(100, share * 100)}%`);
    });
}

function shotsDone(task) {
    if (task.shots.length < 2) return 'shooting';
    return `${task.framesDone.filter((done, index) => done >= task.shots[index]?.frames).length} of ${task.shots.length} shots`;
}

const left = seconds => seconds === null ? '' : seconds < 60 ? `, ${Math.ceil(seconds)} s left` : `, ${Math.ceil(seconds / 60)} min left`;

function acts(task) {
    const button = (act, text, onclick) => {
        const made = el('button', { type: 'button', textContent: text, onclick });
        made.dataset.act = act;
        return made;
    };
    const row = el('div', { className: 'acts' });
    if (LIVE.includes(task.status)) {
        row.append(button('stop', 'Cancel', () => remove(task)));
    } else {
        if (task.kind === 'clip' && task.shots.length === 1 && task.shots[0].prompt) row.append(button('again', 'Use again', () => useAgain(task)));
        row.append(button('remove', 'Remove', event => {
            const asked = event.currentTarget;
            if (asked.className === 'sure') {
                remove(task);
            } else {
                asked.className = 'sure';
                asked.textContent = 'Remove for good?';
                asked.onblur = () => { asked.className = ''; asked.textContent = 'Remove'; };
            }
        }));
    }

    row.prepend(button('curl', 'Copy as curl', event => copy(curlOf(task), event.currentTarget)));
    return row;
}

async function remove(task) {
    const response = await ask(`/api/tasks/${task.id}`, { method: 'DELETE' });
    if (!response.ok && response.status !== 404) say(await wrongOf(response));
}

function useAgain(task) {
    const [shot] = task.shots;
    $('prompt').value = shot.prompt;
    $('seconds').value = Math.round(task.seconds);
    $('camera').value = shot.camera ?? '';
    $('look').value = task.look ?? '';
    $('size').value = `${task.width}x${task.height}`;
    if (!$('size').value) $('size').selectedIndex = 0;
    $('prompt').focus();
}

for (const button of $('filter').children) {
    button.addEventListener('click', () => {
        show = button.dataset.show;
        for (const one of $('filter').children) one.setAttribute('aria-pressed', String(one === button));
        redraw();
    });
}

$('older').addEventListener('click', async () => {
    const response = await ask(`/api/tasks?limit=100${olderCursor ? `&cursor=${olderCursor}` : ''}`);
    if (!response.ok) return;
    const page = await response.json();
    const wasFirst = olderCursor === undefined;
    olderCursor = page.nextCursor;
    for (const task of page.tasks) if (!tasks.has(task.id)) tasks.set(task.id, task);
    if (wasFirst && olderCursor) $('older').click(); // The first page is what is shown already.
    else redraw();
});

// Playing.

function play(task) {
    $('player-title').textContent = task.title ?? (task.kind === 'picture' ? 'Picture' : 'Clip');
    $('player-prompt').textContent = task.kind === 'film' ? '' : task.shots.map(shot => shot.prompt).filter(Boolean).join('\n');
    const [first] = task.files;
    const pictures = task.kind === 'picture' ? task.files.map(file => file.url)
        : first.mediaType === 'video/quicktime' ? [task.poster] : []; // ProRes, which browsers do not play.
    $('screen').replaceChildren(...(pictures.length > 0
        ? pictures.map(url => el('img', { src: here(url), alt: nameOf(task) }))
        : [el('video', { src: here(first.url), controls: true, autoplay: true, loop: task.seconds < 20, playsInline: true, muted: true, ariaLabel: nameOf(task) })]));
    $('player-files').replaceChildren(...task.files.map(file => el('a', { href: here(file.url), download: file.name, textContent: file.name })));
    $('player-notes').replaceChildren(...task.notes.map(note => el('li', { textContent: note })));
    $('player').dataset.rate = task.shots[0].frames / task.shots[0].seconds;
    $('player').showModal();
    $('screen').querySelector('video')?.focus();
}

$('player').addEventListener('keydown', event => {
    const video = $('screen').querySelector('video');
    if (!video || ![' ', ',', '.'].includes(event.key) || event.target.closest('button, a')) return;
    event.preventDefault();
    if (event.key === ' ') {
        if (video.paused) video.play(); else video.pause();
    } else {
        video.pause();
        const rate = Number($('player').dataset.rate);
        const frame = Math.floor(video.currentTime * rate + 1e-3) + (event.key === '.' ? 1 : -1);
        video.currentTime = Math.max(0, (frame + 0.5) / rate);
    }
});
$('player').addEventListener('close', () => $('screen').replaceChildren());
$('player-close').addEventListener('click', () => $('player').close());
$('copy-close').addEventListener('click', () => $('copy').close());
for (const id of ['player', 'copy']) {
    $(id).addEventListener('click', event => { if (event.target === $(id)) $(id).close(); });
}

// As curl: the request that makes the same again, for the API by which it came.

const quoted = text => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf(task) {
    const auth = key() ? ` \\\n  -H "Authorization: Bearer $THROUGHLINE_KEY"` : '';
    if (task.kind === 'film') {
        return `curl ${location.origin}/api/films${auth} \\\n  -H 'Content-Type: application/zip' \\\n  --data-binary @film.zip`;
    }

    const shot = task.shots.at(-1);
    if (task.kind === 'restyle' && task.api === 'openai') {
        return `curl ${location.origin}/v1/videos/edits${auth} \\\n  -F video=@clip.mp4 \\\n  --form-string ${quoted(`prompt=${shot.prompt}`)} \\\n  -F ${quoted(`look=${task.look}`)}`;
    }

    if (task.kind === 'extension') {
        return `curl ${location.origin}/v1/videos/extensions${auth} \\\n  -F video=@clip.mp4 \\\n  --form-string ${quoted(`prompt=${shot.prompt}`)} \\\n  -F seconds=${shot.seconds}`;
    }

    const own = { look: task.look ?? undefined, camera: shot.camera ?? undefined, seed: shot.seed };
    const [path, body, headers] = task.api === 'runway' ? runwayOf(task, shot, own) : [
        '/v1/videos',
        { model: task.model, prompt: shot.prompt, seconds: String(task.seconds), size: `${task.width}x${task.height}`, ...own,
            input_reference: task.shots[0].firstFrame ? { image_url: 'https://YOUR-PICTURE' } : undefined },
        ''];
    return `curl ${location.origin}${path}${auth}${headers} \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(JSON.stringify(body, null, 2))}`;
}

function runwayOf(task, shot, own) {
    const body = { model: task.model, promptText: shot.prompt ?? undefined, ratio: `${task.width}:${task.height}`, ...own };
    if (task.kind === 'restyle') {
        const { model, promptText, look } = body;
        return ['/v1/video_to_video', { model, videoUri: 'https://YOUR-CLIP', promptText, look, seed: shot.seed }, ` \\\n  -H 'X-Runway-Version: 2024-11-06'`];
    }

    if (task.kind === 'clip') body.duration = task.seconds;
    if (shot.firstFrame) body.promptImage = 'https://YOUR-PICTURE';
    const path = task.kind === 'picture' ? 'text_to_image' : shot.firstFrame ? 'image_to_video' : 'text_to_video';
    return [`/v1/${path}`, body, ` \\\n  -H 'X-Runway-Version: 2024-11-06'`];
}

async function copy(text, button) {
    try {
        await navigator.clipboard.writeText(text);
        const name = button.textContent;
        say('Copied.');
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = name; }, 1500);
    } catch {
        $('copy-text').value = text; // Browsers give the clipboard to secure pages alone.
        $('copy').showModal();
        $('copy-text').select();
    }
}

// A clip from words.

$('clip').addEventListener('submit', async event => {
    event.preventDefault();
    const go = event.submitter ?? $('clip').querySelector('.go');
    const body = { model: 'stage', prompt: $('prompt').value, seconds: $('seconds').value, size: $('size').value };
    if ($('look').value) body.look = $('look').value;
    if ($('camera').value.trim()) body.camera = $('camera').value.trim();
    go.disabled = true;
    $('clip-wrong').textContent = '';
    try {
        const response = await ask('/v1/videos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
        if (response.ok) say('The clip waits to be shot.');
        else $('clip-wrong').textContent = await wrongOf(response);
    } catch {
        $('clip-wrong').textContent = 'The server cannot be reached.';
    } finally {
        go.disabled = false;
    }
});

$('prompt').addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('clip').requestSubmit();
});

// A choice by keyboard passes over other moves on its way, so choosing only explains, and a button adds.
$('move').addEventListener('change', () => {
    const move = moves.find(one => one.name === $('move').value);
    const unit = { metres: ' m', degrees: '°', factor: '×', strength: '' }[move?.unit];
    $('camera-about').textContent = !move ? '' : unit === undefined ? move.about : `${move.about} ${move.minimum} to ${move.maximum}${unit}, usually ${move.usual}${unit}.`;
});

$('add').addEventListener('click', () => {
    const move = moves.find(one => one.name === $('move').value);
    if (!move) {
        $('move').focus();
        return;
    }

    const text = $('camera').value.trim();
    $('camera').value = `${text && text !== 'static' ? `${text} + ` : ''}${move.name}${move.unit === 'none' ? '' : ` ${move.usual}`}`;
});

async function readStock() {
    if (moves.length) return;
    const response = await ask('/api/stock');
    if (!response.ok) return;
    const stock = await response.json();
    moves = stock.cameraMoves;
    $('look').append(...stock.looks.map(look => el('option', { value: look.name, textContent: look.name, title: look.about })));
    $('move').append(...moves.map(move => el('option', { value: move.name, textContent: move.name.replaceAll('_', ' ') })));
}

// A film.

async function sendFilm(body, headers) {
    $('film-problems').replaceChildren();
    $('film-state').textContent = 'Sending';
    try {
        const response = await ask('/api/films', { method: 'POST', body, headers });
        const answer = await response.json();
        if (response.ok) {
            $('film-state').textContent = `${answer.title}: ${answer.shots.length} shots, ${lengthOf(answer.seconds)}. It is in the making.`;
            return;
        }

        $('film-state').textContent = answer.detail ?? 'The film was not accepted.';
        const problems = (answer.problems ?? []).map(problem => el('li', {},
            el('code', { textContent: problem.line ? `${problem.file}:${problem.line}:${problem.column}` : problem.file }),
            `${problem.message}. ${problem.fix ?? ''}`));
        $('sample').hidden = problems.length > 0;
        $('film-problems').replaceChildren(el('ul', {}, ...problems));
    } catch {
        $('film-state').textContent = 'The film could not be sent.';
    }
}

function sendFiles(files) {
    if (files.length === 1 && files[0].file.name.toLowerCase().endsWith('.zip')) {
        return sendFilm(files[0].file, { 'Content-Type': 'application/zip' });
    }

    const form = new FormData();
    for (const { file, path } of files) if (!path.split('/').some(part => part.startsWith('.'))) form.append('files', file, path);
    return sendFilm(form);
}

// A folder's own name is no part of its files' names.
const fromFolder = files => sendFiles([...files].map(file => ({ file, path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name })));

async function readEntry(entry, path) {
    if (entry.isFile) return [{ file: await new Promise((done, fail) => entry.file(done, fail)), path: path + entry.name }];
    const reader = entry.createReader();
    const found = [];
    for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length;) found.push(...some);
    return (await Promise.all(found.map(one => readEntry(one, `${path}${entry.name}/`)))).flat();
}

$('film-zip').addEventListener('change', event => { sendFiles([...event.target.files].map(file => ({ file, path: file.name }))); event.target.value = ''; });
$('film-folder').addEventListener('change', event => { fromFolder(event.target.files); event.target.value = ''; });
for (const name of ['dragenter', 'dragover']) {
    $('film').addEventListener(name, event => { event.preventDefault(); $('film').classList.add('over'); });
}

$('film').addEventListener('dragleave', event => { if (!$('film').contains(event.relatedTarget)) $('film').classList.remove('over'); });
$('film').addEventListener('drop', async event => {
    event.preventDefault();
    $('film').classList.remove('over');
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean);
    const files = (await Promise.all(entries.map(entry => readEntry(entry, '')))).flat();
    const isFolder = entries.length === 1 && entries[0].isDirectory;
    if (files.length) sendFiles(isFolder ? files.map(one => ({ ...one, path: one.path.split('/').slice(1).join('/') })) : files);
});
for (const name of ['dragover', 'drop']) addEventListener(name, event => event.preventDefault()); // A file beside the zone opens nothing.

// Begin.

async function start() {
    try {
        if (!await readUsage()) return;
    } catch {
        link('lost', 'Connecting again');
        setTimeout(start, 2000);
        return;
    }

    $('key').hidden = true;
    for (const id of ['desk', 'wall', 'usage']) $(id).hidden = false;
    $('forget').hidden = !key();
    readStock();
    follow();
}

start();
