/**
 * <counterpart-chat>: the talk between a clerk (the trainee) and a citizen (the bot).
 *
 * Our own page:  <counterpart-chat src="/talks/ID" csrf="TOKEN" lang="zh" words='{…}'>
 * Another page:  <counterpart-chat server="https://SERVER" scenario="ID" mode="practice" lang="zh">
 * For tests:     instant (no typing pause), ring-seconds="0.2" (a ring of the phone; else 3)
 *
 * Fires "counterpart:ended" (detail: talk, grade, score, reasons) when the talk ends.
 */
(() => {
'use strict';

const LIMIT = 2000;  // code points in a reply
const COUNT_FROM = 1800;  // the counter is shown from here
const BACKOFF = [1, 2, 4, 8, 15];  // seconds between attempts; the last one repeats
const PATIENCE = 60000;  // milliseconds until a request counts as lost
const SILENCES = 3;  // at most so many in a row
const AFTER_COMPOSITION = 60;  // milliseconds: Safari's Enter that only closes the pinyin
const GESTURES = ['smile', 'eye', 'nod', 'stand', 'seat', 'both-hands'];
const SIGNS = { met: '✔', partly: '◐', missed: '✘' };
const URGENT = ['missed', 'partly', 'met'];
const UNSAFE = /^(script|style|foreignobject|iframe|a|set|animate\w*)$/i;
/** Until an embedding server has sent its words; a refused origin can't be told from a lost connection. */
const EARLY = {
	zh: { loading: '正在打开对话……', try_now: '现在再试',
		not_loaded: '暂时打不开对话，稍后会自动再试。若一直打不开，请管理员把本页地址列入 COUNTERPART_EMBED_ORIGINS。' },
	en: { loading: 'Opening the talk…', try_now: 'Try now',
		not_loaded: 'The talk cannot be opened for now; trying again shortly. If this stays so, an administrator has to list this page in COUNTERPART_EMBED_ORIGINS.' },
};

const STYLE = `
:host{display:block;color-scheme:light dark;--back:#fff;--text:#1b1f24;--muted:#535c66;
	--edge:#7d8793;--soft:#f1f4f7;--mine:#e2effc;--accent:#0b5cad;--good:#0f6128;--bad:#a40e26;
	font:1rem/1.55 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif}
@media (prefers-color-scheme: dark){:host{--back:#14181d;--text:#e6e9ed;--muted:#a7b1bc;
	--edge:#77828e;--soft:#222931;--mine:#1d3247;--accent:#7ab8ff;--good:#7ee2a0;--bad:#ffa3a3}}
*{box-sizing:border-box;margin:0}
p:empty, ul:empty, .face:empty{display:none}
[hidden]{display:none !important}
.box, button, textarea, .link, #pop, #end, dialog{background:var(--back);color:var(--text);
	border:1px solid var(--edge);border-radius:.6rem}
.box{position:relative;display:flex;flex-direction:column;overflow:hidden;overflow-wrap:anywhere;
	height:var(--counterpart-height, min(48rem, 90vh));min-height:min-content}
h2{font-size:1.1rem}
button, textarea, .link{font:inherit;padding:.3rem .7rem}
button{cursor:pointer}
button:disabled{opacity:.55;cursor:default}
button[aria-pressed="true"], .main{background:var(--accent);color:var(--back)}
.quiet{padding:.1rem .5rem;font-size:.85rem;border-color:transparent}
.quiet, .link, .stars{color:var(--accent)}
.danger, .missed, .late{color:var(--bad)}
.met{color:var(--good)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.small, summary{font-size:.85rem}
.small:not(.late), .stage, ::placeholder{color:var(--muted);opacity:1}
.row, .note, header{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center}
header, form, #call, .note.on, #scroll, #end{padding:.5rem .75rem;border-bottom:1px solid var(--edge)}
.who, .note.on > :first-child{flex:1 1 9rem}
.face{flex:none;width:2.5rem;border-radius:50%;overflow:hidden}
.face svg{display:block;width:100%}
header .face{width:3.75rem}
#scroll{position:relative;flex:1 1 15rem;overflow-y:auto;outline-offset:-3px}
.stage{margin:.5rem 0;text-align:center;font-style:italic}
.theirs, .mine{display:flex;align-items:flex-start;gap:.5rem;margin:.6rem 8% .6rem 0}
.mine{position:relative;flex-direction:column;gap:0;align-items:flex-end;margin:.6rem 0 .6rem 8%}
.bubble{padding:.45rem .75rem;border-radius:.75rem;background:var(--soft);white-space:pre-wrap;width:fit-content}
.mine .bubble{background:var(--mine)}
.waiting .bubble{outline:1px dashed var(--edge)}
.mark{cursor:pointer;text-decoration:underline 2px solid var(--good);text-underline-offset:.25em}
.mark.bad{text-decoration:underline 2px wavy var(--bad)}
.mark.bad.good{text-decoration:underline 3px double var(--bad)}
.mark:hover, .mark:focus, .note.on, #call, .finding{background:var(--soft)}
summary{cursor:pointer;padding:.2rem}
.chip{display:inline-block;margin-right:.6rem}
.finding{padding:.35rem .6rem;margin:.25rem 0;border-left:3px solid;font-size:.9rem}
.finding p{color:var(--text)}
#pop{position:absolute;z-index:1;max-width:min(22rem, 100%);padding:.3rem .6rem}
#dots i{display:inline-block;width:.5rem;height:.5rem;margin:.3rem;border-radius:50%;
	background:var(--edge);animation:blink 1.2s infinite}
#dots i + i{animation-delay:.3s}
@keyframes blink{50%{opacity:.25}}
form, #call, #end{display:grid;gap:.4rem}
#call{justify-items:center}
.bell{font-size:2rem;animation:blink 1s infinite}
.stars{font-size:1.5rem;letter-spacing:.1em}
dialog{margin:auto;max-width:min(24rem, 92vw)}
dialog p{margin-bottom:1rem}
.ended .again{display:none}
@media (max-width: 30rem){header .face{width:2.5rem} .who{flex-basis:5rem} .theirs{margin-right:0}
	form button, header button{padding:.1rem .45rem;font-size:.9rem}}
@media (prefers-reduced-motion: reduce){#dots i, .bell{animation:none}}
`;

/** The frame: data-t is the word within, data-label the word for screen readers, data-do what a click calls. */
const FRAME = `
<header>
	<div class="face" id="face"></div>
	<div class="who"><strong id="name"></strong><div class="small" id="mood"></div></div>
	<div class="row"><span id="clock" aria-hidden="true"></span>
		<span class="read" id="timer" role="timer" aria-live="polite" data-label="time_left"></span>
		<button id="aloud" data-t="voice_out" data-do="switchAloud" hidden></button>
		<button id="again" data-t="restart" data-do="askRestart" hidden></button>
		<button id="stop" class="danger" data-do="askEnd" hidden></button></div>
</header>
<div id="scroll" role="group" tabindex="0" data-label="talk_label">
	<section id="intro"></section>
	<div id="log" role="log" aria-live="off" data-label="talk_label"></div>
	<div id="dots" hidden><span class="read" id="typing"></span><i></i><i></i><i></i></div>
	<section id="end" tabindex="-1" hidden></section>
</div>
<div class="note" id="bar"><div id="note" role="status"></div><div class="row" id="action"></div></div>
<div class="note" id="tip"><div id="hint" role="status"></div><button class="quiet" id="hintSwitch" data-do="switchHints" hidden></button></div>
<section id="call" aria-labelledby="incoming" hidden>
	<div class="bell" aria-hidden="true">☎</div><strong id="incoming"></strong><div id="rings" role="status"></div>
	<button class="main" data-t="answer" data-do="pickUp"></button>
</section>
<form id="form" hidden>
	<div id="held" hidden><strong role="status" id="holding"></strong> <span id="heldFor" aria-hidden="true"></span></div>
	<div class="row" id="gestures" role="group" data-label="gestures">${GESTURES.map((name) =>
		`<button data-t="gesture_${name}" data-do="pick" data-gesture="${name}"></button>`).join('')}</div>
	<textarea id="text" rows="2" enterkeyhint="send" data-label="reply_label"></textarea>
	<div class="row"><button class="main" id="send" data-t="send"></button>
		<button id="hold" data-do="switchHold"></button>
		<button id="dictate" data-t="voice_in" data-do="dictate" hidden></button>
		<span class="small" id="count" role="status"></span></div>
</form>
<div id="pop" role="tooltip" aria-live="off" hidden></div>
<dialog id="dialog" aria-labelledby="question"></dialog>`;

// ---- small helpers

/** An element ("p.small" has a class) with attributes (on… are listeners; null and false are left out) and children. */
function h(tag, attributes, ...children) {
	const [type, ...classes] = tag.split('.');
	const element = document.createElement(type);
	if (classes.length) element.className = classes.join(' ');
	for (const [name, value] of Object.entries(attributes || {})) {
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
	}
	element.append(...children.filter(Boolean));
	return element;
}

let faces = 0;

/** The server's portrait as an element, without anything that could run; '' where it is no SVG. */
function face(text) {
	const root = text && new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
	if (!root || root.localName !== 'svg' || root.querySelector('parsererror')) return '';
	const own = `#f${++faces}-`;  // ids made unique: several faces share the shadow root
	for (const element of [root, ...root.querySelectorAll('*')]) {
		if (UNSAFE.test(element.localName)) element.remove();
		for (const { name, value } of [...element.attributes]) {
			const link = /href$/i.test(name);
			if (/^on/i.test(name) || (link && value[0] !== '#')) element.removeAttribute(name);
			else if (name === 'id') element.id = own.slice(1) + value;
			else if (link || value.includes('url(#')) element.setAttribute(name, value.replace('#', own));
		}
	}
	return document.importNode(root, true);
}

/** Cut a reply at the borders of its spans (code points): where spans overlap, a piece has all their acts. */
function pieces(text, spans) {
	const points = Array.from(text);
	const borders = new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])]);
	const cuts = [...borders].filter((at) => at <= points.length).sort((a, b) => a - b);
	return cuts.slice(1).map((end, index) => ({ start: cuts[index], end, text: points.slice(cuts[index], end).join(''),
		acts: spans.filter((span) => span.start < end && span.end > cuts[index]) }));
}

/** localStorage or sessionStorage for JSON; where it is forbidden, nothing is kept. */
const store = (kind) => ({
	get(key) { try { return JSON.parse(window[kind].getItem(key)); } catch (error) { return null; } },
	set(key, value) {
		try {
			if (value == null) window[kind].removeItem(key);
			else window[kind].setItem(key, JSON.stringify(value));
		} catch (error) { /* not kept */ }
	},
});
const kept = store('localStorage');
const visit = store('sessionStorage');

/** A UUID; without a secure context the one in an object URL. */
const newId = () => (crypto.randomUUID ? crypto.randomUUID() : URL.createObjectURL(new Blob()).slice(-36));
const length = (text) => Array.from(text).length;
const signed = (points) => (points == null ? '' : (points > 0 ? '+' : '') + String(Math.round(points * 10) / 10).replace('-', '−'));
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;

let sheet = null;

// ---- the element

class CounterpartChat extends HTMLElement {
	static get observedAttributes() { return ['src', 'server', 'scenario', 'mode', 'lang', 'words']; }

	constructor() {
		super();
		this.attachShadow({ mode: 'open' });
		if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(STYLE); }
		this.shadowRoot.adoptedStyleSheets = [sheet];
		this.run = 0;  // grows with every start; what an older one awaited is ignored
	}

	attr(name) { return this.getAttribute(name) || ''; }
	connectedCallback() { this.startSoon(); }
	disconnectedCallback() { this.leave(); }
	attributeChangedCallback(name, before, after) { if (before !== after && this.isConnected) this.startSoon(); }

	/** Start once after all attributes that are being set now. */
	startSoon() {
		if (this.starting) return;
		this.starting = true;
		queueMicrotask(() => {
			this.starting = false;
			if (this.isConnected && (this.attr('src') || this.attr('server'))) this.start();
		});
	}

	start() {
		this.leave();
		this.server = this.attr('server').replace(/\/+$/, '');
		try { this.words = JSON.parse(this.attr('words') || '{}'); } catch (error) { this.words = {}; }
		Object.assign(this, { token: null, expires: 0, skew: 0 });
		this.build();
		this.life = new AbortController();
		const on = (target, type, listener) => target.addEventListener(type, listener, { signal: this.life.signal });
		on(window, 'online', () => this.again?.());
		on(document, 'visibilitychange', () => {
			this.stir();
			if (!document.hidden && !this.channel && this.talk) this.refresh();
		});
		on(window.speechSynthesis || window, 'voiceschanged', () => this.showComposer());
		this.ticker = setInterval(() => this.tick(), Math.min(500, this.ringTime / 2));
		this.notice(this.t('loading'));
		this.attempt(() => (this.server ? this.enter() : this.open(this.attr('src').split('?')[0])));
	}

	leave() {
		this.run += 1;
		this.life?.abort();
		clearInterval(this.ticker);
		clearTimeout(this.retryTimer);
		this.hurry();
		this.hush();
		this.channel?.close();
		this.channel = null;
	}

	/** A clean slate: the frame, and no talk in it. */
	build() {
		Object.assign(this, { talk: null, queue: [], shown: new Map(), picked: new Set(), again: null, tries: 0, version: 0,
			sending: false, playing: false, composing: false, answered: 0, heldSince: 0, rings: 0, ranBefore: false, lastLoad: 0 });
		const box = h('div.box', {});
		box.innerHTML = FRAME;
		const ui = this.ui = { box };
		for (const element of box.querySelectorAll('*')) {
			const { t, label } = element.dataset;
			if (element.id) ui[element.id] = element;
			if (element.dataset.do) element.type = 'button';
			if (t) element.textContent = this.t(t);
			if (label) element.setAttribute('aria-label', this.t(label));
		}
		box.onclick = (event) => {
			this.stir();
			const button = event.target.closest('[data-do]');
			if (button && this.talk) this[button.dataset.do](button);
		};
		box.onkeydown = (event) => { this.stir(); if (event.key === 'Escape') this.closePop(); };
		ui.form.onsubmit = (event) => { event.preventDefault(); this.submit(); };
		ui.text.placeholder = this.t('reply_placeholder');
		ui.text.oninput = () => this.typed();
		ui.text.onkeydown = (event) => this.pressed(event);
		ui.text.addEventListener('compositionstart', () => { this.composing = true; });
		ui.text.addEventListener('compositionend', (event) => { this.composing = false; this.composedAt = event.timeStamp; });
		this.shadowRoot.replaceChildren(box);
		this.hold(false);
		this.stir();
	}

	t(key, values = {}) {
		const early = this.attr('lang').startsWith('en') ? EARLY.en : EARLY.zh;
		return (this.words[key] ?? early[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
	}

	get exam() { return this.talk.mode === 'exam' && !this.talk.ended; }
	get phone() { return this.talk.channel === 'phone'; }
	get ringing() { return this.phone && !this.talk.ended && !this.answered && !this.talk.turns.length && !this.queue.length; }
	get turns() { return this.talk.turns.filter((turn) => !turn.rewound); }
	get ringTime() { return 1000 * (Number(this.attr('ring-seconds')) || 3); }
	now() { return Date.now() / 1000 + this.skew; }

	/** What this browser keeps for the talk. */
	recall(name) { return kept.get(`counterpart:${this.talk.talk}:${name}`); }
	keep(name, value = null) { kept.set(`counterpart:${this.talk.talk}:${name}`, value); }

	// ---- requests

	/** One request; throws an Error with status (0: no answer) and wait (seconds of Retry-After). */
	async call(url, body, renewed = false) {
		if (this.token && this.expires - this.now() < 60) await this.renew();
		const headers = body ? { 'Content-Type': 'application/json' } : {};
		if (this.server && this.lang) headers['Accept-Language'] = this.lang;
		if (this.token) headers.Authorization = `Bearer ${this.token}`;
		else if (body && !this.server) headers['X-CSRFToken'] = this.attr('csrf');
		let response; let data;
		try {
			response = await fetch(url, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body),
				credentials: this.server ? 'omit' : 'same-origin', cache: 'no-store', signal: AbortSignal.timeout?.(PATIENCE) });
			data = await response.json();
		} catch (error) { /* judged below */ }
		let status = response?.status || 0;
		if (status >= 200 && status < 300) {
			if (data) return data;
			status = response.redirected ? 401 : 0;  // a login page instead of JSON
		}
		if (status === 401 && this.token && !renewed && await this.renew()) return this.call(url, body, true);
		const wait = Number(response?.headers.get('Retry-After')) || 0;
		throw Object.assign(new Error(data?.message || ''), { status, wait });
	}

	/** A fresh token for the one that runs out. */
	async renew() {
		this.expires = Infinity;  // asked once, also where requests cross
		try {
			const { token, expires } = await this.call(`${this.server}/embed/refresh`, {}, true);
			Object.assign(this, { token, expires });
			this.remember();
			return true;
		} catch (error) { return false; }
	}

	get visitKey() { return `counterpart:${this.server} ${this.attr('scenario')} ${this.attr('mode')}`; }
	remember() { const { token, expires, url, words } = this; visit.set(this.visitKey, { token, expires, url, words }); }

	/** Embedded: take up the talk of this visit, or ask for a token and a talk. */
	async enter() {
		const { run } = this;
		const saved = visit.get(this.visitKey);
		if (saved?.expires > Date.now() / 1000) {
			Object.assign(this, saved);
			this.build();
			try { return await this.open(saved.url); } catch (error) { if (![401, 403, 404].includes(error.status)) throw error; }
		}
		this.token = null;
		const answer = await this.call(`${this.server}/embed/token`,
			{ scenario: this.attr('scenario'), mode: this.attr('mode') || 'practice' });
		if (run !== this.run) return null;
		Object.assign(this, { token: answer.token, expires: answer.expires, words: { ...answer.words, ...this.words } });
		this.build();
		return this.open(this.server + answer.talk.url, answer.talk);
	}

	/** Open a talk, from the server or as it came with the token. */
	async open(url, talk = null) {
		const { run } = this;
		this.url = url;
		const state = talk || await this.call(`${url}.json`);
		if (run !== this.run) return;
		if (this.token) this.remember();
		this.adopt(state);
	}

	/** Load the state again. */
	refresh() {
		this.lastLoad = Date.now();
		return this.attempt(async () => {
			const { run, version } = this;
			const talk = await this.call(`${this.url}.json`);
			if (run !== this.run) return;
			if (version === this.version) this.adopt(talk);
			else await this.refresh();  // an answer came in between
		});
	}

	/** Do something with the server; on failure say so and, where waiting helps, try again. */
	async attempt(action) {
		const { run } = this;
		this.again = null;
		clearTimeout(this.retryTimer);
		try {
			await action();
			if (run === this.run && !this.queue.length) { this.tries = 0; this.notice(); }
		} catch (error) {
			if (run === this.run) this.trouble(error, () => this.attempt(action));
		}
	}

	/** Say what went wrong, and try again by time, network, button or login; false where that would not help. */
	trouble(error, action, message = null) {
		const { status, wait } = error;
		if (status === undefined) throw error;  // a fault of ours
		const busy = status === 429;
		const lost = status === 0 || status >= 500;
		const again = () => { clearTimeout(this.retryTimer); this.again = null; action(); };
		if (busy || lost) {
			const text = busy ? 'slow_down' : message ? 'kept' : 'not_loaded';
			const count = wait || (busy ? 5 : BACKOFF[Math.min(this.tries, BACKOFF.length - 1)]);
			this.tries += 1;
			this.again = again;
			this.notice(this.t(text, { count }), h('button', { onclick: again }, this.t(message ? 'send_now' : 'try_now')));
			clearTimeout(this.retryTimer);
			this.retryTimer = setTimeout(again, count * 1000);
		} else if (status === 401 && !this.server) {
			this.again = message && again;
			const next = encodeURIComponent(location.pathname + location.search);
			this.notice(this.t(message ? 'signed_out' : 'signed_out_plain'),
				h('a.link', { href: `${this.url.split('/talks/')[0]}/login?next=${next}` }, this.t('sign_in')));
		} else if (status === 409) this.refresh();
		else this.notice(error.message || this.t(status === 413 ? 'too_long' : 'failed', { limit: LIMIT }));
		return busy || lost || !!this.again;
	}

	// ---- the state

	/** Take the talk's JSON as the truth. */
	adopt(talk) {
		const first = !this.talk;
		this.stir();
		this.talk = talk;
		this.skew = talk.now ? talk.now - Date.now() / 1000 : 0;
		this.ranBefore = this.ranBefore || !talk.ended || !!this.recall('live');
		if (first) {
			this.queue = this.recall('queue') || [];
			this.answered = this.recall('answered') || (this.phone && talk.turns.length ? this.now() : 0);
			this.rings = this.recall('rings') || 0;
			this.ringStart = Date.now() - Math.max(0, this.rings - 1) * this.ringTime;
			this.introduce();
			const draft = this.recall('draft') || { text: '' };
			this.write(draft.text, draft.gestures);
		}
		const done = new Set(talk.turns.map((one) => one.message_id));
		const mine = new Set(this.queue.map((one) => one.message_id));
		const waiting = (talk.waiting || []).filter((one) => !mine.has(one.message_id));
		this.setQueue([...waiting, ...this.queue].filter((one) => !talk.ended && !done.has(one.message_id)));
		this.ui.log.setAttribute('aria-live', first || talk.ended ? 'off' : 'polite');
		this.show();
		if (!this.playing) this.finish();
		this.tick();
		if (first) this.toEnd();
		if (this.queue.length && !this.sending && !this.again) {
			this.trouble({ status: 0 }, () => this.deliver(), this.queue[0]);
		}
	}

	/** What is said once about a talk; and other tabs with it are followed. */
	introduce() {
		const { ui, talk } = this;
		const { citizen, language: lang } = talk;
		ui.intro.replaceChildren(h('div', { lang }, this.server && h('h2', {}, talk.title),
			talk.brief && h('p', {}, h('strong.small', {}, this.t('brief')), ` ${talk.brief}`),
			citizen.about && h('p', {}, h('strong.small', {}, citizen.name), ` ${citizen.about}`), talk.stage && this.stage(talk.stage)));
		ui.name.textContent = citizen.name;
		ui.incoming.textContent = this.t('incoming', { name: citizen.name });
		ui.typing.textContent = this.t('typing', { name: citizen.name });
		ui.stop.textContent = this.t(this.phone ? 'hang_up' : 'end');
		this.channel?.close();
		this.channel = window.BroadcastChannel ? new BroadcastChannel(`counterpart:${talk.talk}`) : null;
		if (this.channel) this.channel.onmessage = () => this.refresh();
	}

	setQueue(queue) {
		this.queue = queue;
		this.keep('queue', queue.some((message) => !message.silence) ? queue : null);
		this.keep('live', this.talk.ended ? null : true);
	}

	drop(message) { this.setQueue(this.queue.filter((one) => one.message_id !== message.message_id)); }

	write(text, gestures = []) {
		this.ui.text.value = text;
		this.picked = new Set(gestures);
		this.typed();
	}

	// ---- sending

	submit() {
		const text = this.ui.text.value.trim();
		if (!text || !this.talk || this.talk.ended || this.queue.length || length(text) > LIMIT) return;
		this.hold(false);
		this.push({ text, gestures: this.phone ? [] : [...this.picked] });
		this.write('');
	}

	/** Put a message into the queue and send it. */
	push(fields) {
		const message = { message_id: newId(), text: '', gestures: [], silence: false, end: false, ...fields };
		if (this.phone && !this.talk.turns.length) message.rings = this.rings;
		this.hurry();
		this.closePop();
		this.setQueue([...this.queue, message]);
		this.tries = 0;
		this.notice();
		this.deliver();
	}

	/** Send the first message of the queue. */
	async deliver() {
		if (this.sending || !this.queue.length) return;
		const { run, queue: [message] } = this;
		this.sending = true;
		this.again = null;
		clearTimeout(this.retryTimer);
		this.show();
		this.toEnd();
		let error;
		const answer = await this.call(`${this.url}/messages`, message).catch((caught) => { error = caught; });
		if (run !== this.run) return;
		this.sending = false;
		this.stir();
		if (answer) await this.take(message, answer);
		else if (message.silence && error.status !== 401) this.drop(message);
		else if (this.queue.includes(message) && !this.trouble(error, () => this.deliver(), message)) {
			this.drop(message);
			if (message.text && !this.ui.text.value) this.write(message.text, message.gestures);
		}
		this.show();
		if (this.queue.length && !this.again) this.deliver();
	}

	/** Take an answer: show the scored reply, then the citizen's lines one by one. */
	async take(message, answer) {
		const { talk, run } = this;
		const { turn } = answer;
		this.version += 1;
		this.tries = 0;
		this.notice();
		const fresh = turn && !talk.turns.some((one) => one.message_id === turn.message_id) && turn.message_id;
		if (fresh) talk.turns.push(turn);
		Object.assign(talk, answer);
		if (message.end) this.keep('hung', true);
		this.drop(message);
		this.channel?.postMessage('changed');
		if (talk.ended && talk.mode === 'exam') await this.refresh();  // now the marks of all replies come
		this.ui.log.setAttribute('aria-live', 'polite');
		this.show(fresh);
		if (fresh) await this.play(fresh);
		if (run === this.run) this.finish();
	}

	/** Let the hidden lines of a turn appear, each after the time it takes to say it. */
	async play(id) {
		const { run } = this;
		this.playing = true;
		this.hasty = this.hasAttribute('instant') || matchMedia('(prefers-reduced-motion: reduce)').matches;
		for (const part of this.shown.get(id).element.querySelectorAll('[data-line][hidden]')) {
			if (!this.hasty) {
				this.showDots();
				const time = Math.min(2200, 300 + 35 * length(part.textContent));
				await new Promise((resolve) => { this.wake = resolve; this.playTimer = setTimeout(resolve, time); });
				if (run !== this.run) return;
			}
			part.hidden = false;
			if (part.line) { this.say(part.line.text); this.showFace(part.line); }
			this.toEnd();
		}
		this.playing = false;
		this.stir();
		this.showDots();
	}

	/** Show at once what is still to come. */
	hurry() { this.hasty = true; clearTimeout(this.playTimer); this.wake?.(); }

	/** After the last line: the hint, or the end and word of it to the page. */
	finish() {
		const { talk, ui } = this;
		this.showFace(talk);
		this.showHint();
		const typing = ui.form.contains(this.shadowRoot.activeElement);
		ui.box.classList.toggle('ended', !!talk.ended);
		this.showComposer();
		if (!talk.ended) return;
		this.recognition?.stop();
		this.showEnd();
		if (typing) ui.end.focus();
		for (const name of ['draft', 'rings', 'answered']) this.keep(name);
		if (!this.ranBefore) return;
		this.ranBefore = false;
		const { grade = null, score = null, reasons = [] } = talk.outcome || {};
		const detail = { type: 'counterpart:ended', talk: talk.talk, grade, score, reasons };
		this.dispatchEvent(new CustomEvent(detail.type, { detail, bubbles: true, composed: true }));
		window.postMessage(detail, location.origin);
		if (window.parent !== window && document.referrer) window.parent.postMessage(detail, new URL(document.referrer).origin);
	}

	/** Take a turn and all after it back. */
	retry(turn) {
		return this.attempt(async () => {
			const { run } = this;
			const talk = await this.call(`${this.url}/retry`, { turn: turn.number });
			if (run !== this.run) return;
			this.version += 1;
			this.hurry();
			this.adopt(talk);
			this.channel?.postMessage('changed');
			if (!this.ui.text.value) this.write(turn.reply);
			this.ui.text.focus();
		});
	}

	/** Begin the scenario anew; an embedded widget asks for a talk and a token of its own. */
	restart() {
		if (this.server) {
			visit.set(this.visitKey);
			return this.start();
		}
		return this.attempt(async () => {
			const { url } = await this.call(`${this.url}/restart`, {});
			location.assign(url);
		});
	}

	askRestart() { this.confirm('restart', () => this.restart()); }
	askEnd() { this.confirm(this.phone ? 'hang_up' : 'end', () => { if (!this.queue.length) this.push({ end: true }); }); }

	// ---- time: rings, hold, exam, silence

	/** The clerk does something: the silence starts anew. */
	stir() { this.quietSince = Date.now(); }

	tick() {
		const { talk, ui } = this;
		if (!talk) return;
		if (this.ringing) {
			const count = this.rings = Math.min(99, 1 + Math.floor((Date.now() - this.ringStart) / this.ringTime));
			this.keep('rings', count);
			this.put(ui.rings, this.t('ring_count', { count }));
		}
		if (this.heldSince) ui.heldFor.textContent = this.t('seconds', { count: Math.floor((Date.now() - this.heldSince) / 1000) });
		if (this.answered) ui.clock.textContent = `${this.t('in_call')} ${clock(this.now() - this.answered)}`;
		if (talk.deadline && !talk.ended) this.countDown(Math.max(0, talk.deadline - this.now()));
		if (talk.ended || this.ringing || this.heldSince || this.queue.length || this.playing || this.composing
			|| document.hidden || (ui.pop.isConnected && !ui.pop.hidden) || ui.dialog.open) this.stir();
		else if (talk.pause > 0 && Date.now() - this.quietSince >= talk.pause * 1000) {
			this.stir();
			const last = this.turns.slice(-SILENCES);
			if (last.length < SILENCES || !last.every((turn) => turn.silence)) this.push({ silence: true });
		}
	}

	countDown(left) {
		const { ui } = this;
		const count = Math.floor(left / 60);
		ui.clock.textContent = clock(left);
		ui.clock.classList.toggle('late', left < 60);
		this.put(ui.timer, this.t(left <= 0 ? 'time_up' : count ? 'minutes_left' : 'minute_under', { count }));
		if (left <= 0 && !this.sending && Date.now() - this.lastLoad > 5000) this.refresh();
	}

	pickUp() {
		this.answered = this.now();
		this.keep('answered', this.answered);
		this.show();
		this.ui.text.focus();
	}

	switchHold() { this.hold(!this.heldSince); }
	hold(on) {
		const { ui } = this;
		this.heldSince = on ? Date.now() : 0;
		ui.held.hidden = !on;
		ui.holding.textContent = on ? this.t('holding') : '';
		ui.hold.textContent = this.t(on ? 'hold_end' : 'hold');
	}

	// ---- speech

	voice() {
		const { language } = this.talk;
		return window.speechSynthesis && speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
	}

	say(text) {
		const voice = kept.get('counterpart:aloud') && this.voice();
		if (!voice) return;
		const speech = new SpeechSynthesisUtterance(text);
		Object.assign(speech, { voice, lang: voice.lang });
		this.speaking = true;
		speechSynthesis.speak(speech);
	}

	/** Stop talking and listening. */
	hush() {
		this.recognition?.abort();
		if (this.speaking) speechSynthesis.cancel();
		this.speaking = false;
	}

	switchAloud() {
		kept.set('counterpart:aloud', kept.get('counterpart:aloud') ? null : true);
		this.hush();
		this.showComposer();
	}

	dictate() {
		if (this.recognition) return this.recognition.stop();
		const listener = this.recognition = new Recognition();
		listener.lang = this.talk.language === 'en' ? 'en-US' : 'zh-CN';
		listener.continuous = true;
		listener.onresult = ({ results, resultIndex }) => {
			for (const [best] of Array.from(results).slice(resultIndex)) this.ui.text.value += best.transcript;
			this.typed();
		};
		listener.onerror = ({ error }) => { if (error !== 'aborted') this.notice(this.t('voice_in_failed')); };
		listener.onend = () => { this.recognition = null; this.showComposer(); };
		listener.start();
		this.notice(this.t('voice_in_note'));
		return this.showComposer();
	}

	// ---- the talk on the screen

	/** Everything that depends on the talk. What stays right stays in place. */
	show(fresh = null) {
		const wanted = this.turns.concat(this.queue.filter((message) => message.text)
			.map((message) => ({ ...message, reply: message.text, pending: true })));
		const ids = new Set(wanted.map((one) => one.message_id));
		for (const [id, { element }] of this.shown) if (!ids.has(id)) { element.remove(); this.shown.delete(id); }
		let before = null;
		for (const turn of wanted) {
			const old = this.shown.get(turn.message_id);
			const print = JSON.stringify(turn) + this.exam;
			let { element } = old || {};
			if (!old || old.print !== print) {
				element = this.turn(turn, turn.message_id === fresh);
				if (old) old.element.replaceWith(element);
				else if (before) before.after(element);
				else this.ui.log.prepend(element);
				this.shown.set(turn.message_id, { element, print });
			}
			before = element;
		}
		this.showDots();
		this.showComposer();
	}

	stage(text, more = {}) {
		const bare = text.trim().replace(/^[（(]|[）)]$/g, '');
		return h('p.stage', more, this.t('stage', { text: bare }));
	}

	turn(turn, hidden) {
		const { language: lang, citizen } = this.talk;
		const box = h('div');
		const gestures = (turn.gestures || []).map((name) => this.t(`gesture_${name}`));
		if (turn.silence) box.append(this.stage(this.t('silence')));
		if (gestures.length) box.append(this.stage(gestures.join(this.t('list_separator'))));
		if (turn.reply) box.append(this.reply(turn));
		for (const line of turn.lines || []) {
			if (line.stage) box.append(this.stage(line.stage, { hidden, lang, 'data-line': true }));
			if (!line.text) continue;
			const part = h('div.theirs', { hidden, 'data-line': true },
				h('div.face', { 'aria-hidden': 'true' }, this.phone ? '' : face(line.portrait)),
				h('div', {}, h('div.small', {}, citizen.name, line.mood && ` · ${line.mood.name}`),
					h('p.bubble', { lang }, line.text)));
			part.line = line;
			box.append(part);
		}
		return box;
	}

	reply(turn) {
		const secret = this.exam || turn.pending;
		const findings = (!secret && turn.findings) || [];
		const words = pieces(turn.reply, (!secret && turn.spans) || [])
			.map((piece) => (piece.acts.length ? this.mark(piece, findings) : piece.text));
		const small = turn.pending ? 'pending' : !secret && turn.scored === false && 'unscored';
		return h(turn.pending ? 'div.mine.waiting' : 'div.mine', { onpointerleave: () => this.leavePop() }, h('span.read', {}, this.t('you')),
			h('p.bubble', { lang: this.talk.language }, ...words),
			findings.length > 0 && this.findings(findings), small && h('span.small', {}, this.t(small)),
			this.talk.mode === 'practice' && !turn.pending && h('button', { class: 'quiet again',
				onclick: () => this.confirm('retry', () => this.retry(turn)) }, this.t('retry')));
	}

	/** Words that carry acts: a button within the text (a <button> could not break across lines). */
	mark({ acts, start, end, text }, findings) {
		const has = (harmful) => acts.some((act) => !!act.harmful === harmful);
		const names = acts.map((act) => act.name + (act.harmful ? ` · ${this.t('harmful')}` : ''));
		const about = findings.filter((finding) => acts.some((act) => act.act === finding.criterion)
			|| (finding.spans || []).some(([from, to]) => from < end && to > start));
		const show = () => this.openPop(mark, about.length ? about.map((finding) => this.finding(finding, true)) : names);
		const mark = h(`span.mark${has(false) ? '.good' : ''}${has(true) ? '.bad' : ''}`, { role: 'button', tabindex: '0',
			'aria-label': `${text}: ${names.join(this.t('list_separator'))}`,
			onclick: show, onfocus: show, onblur: () => this.closePop(),
			onpointerenter: show,
			onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(); } } }, text);
		return mark;
	}

	finding({ name, status, status_name: word, points, advice, better }, withBetter) {
		return h(`div.finding.${status}`, {}, h('strong', {}, `${SIGNS[status] || ''} ${name}`), ` ${word || ''}`,
			points != null && ` · ${this.t('points', { points: signed(points) })}`, advice && h('p', {}, advice),
			better && withBetter && h('p', {}, this.t('better', { text: better })));
	}

	/** A line of signs, names and points that opens to advice; the most useful better wording first. */
	findings(findings) {
		const useful = findings.filter((finding) => finding.better).sort((a, b) => URGENT.indexOf(a.status) - URGENT.indexOf(b.status));
		const summary = h('summary', {}, ...findings.map(({ status, name, points }) =>
			h(`span.chip.${status}`, {}, `${SIGNS[status] || ''} ${name} ${signed(points)}`)));
		const list = h('div');
		const fill = (all) => list.replaceChildren(...findings.map((finding) => this.finding(finding, all || finding === useful[0])));
		fill(false);
		if (useful.length > 1) {
			list.append(h('button.quiet', { onclick: () => { fill(true); summary.focus(); } },
				this.t('more_better', { count: useful.length - 1 })));
		}
		return h('details', {}, summary, list);
	}

	/** Show what is known of the marked words, below their reply. */
	openPop(mark, content) {
		const { pop } = this.ui;
		const bubble = mark.closest('.bubble');
		this.closePop();
		pop.replaceChildren(...content);
		bubble.after(pop);
		pop.style.top = `${bubble.offsetTop + bubble.offsetHeight}px`;
		pop.hidden = false;
		pop.scrollIntoView({ block: 'nearest' });
		mark.setAttribute('aria-describedby', 'pop');
		this.popOf = mark;
	}

	closePop() {
		this.ui.pop.hidden = true;
		this.popOf?.removeAttribute('aria-describedby');
		this.stir();
	}

	/** The mouse leaves the reply: what the keyboard holds open stays. */
	leavePop() { if (this.shadowRoot.activeElement !== this.popOf) this.closePop(); }

	/** Ask inside the widget before something that cannot be undone. */
	confirm(key, action) {
		const { dialog } = this.ui;
		dialog.replaceChildren(h('p', { id: 'question' }, this.t(`${key}_confirm`)), h('div.row', {},
			h('button.main', { onclick: () => { dialog.close(); action(); } }, this.t(`${key}_yes`)),
			h('button', { onclick: () => dialog.close() }, this.t('cancel'))));
		dialog.showModal();
	}

	notice(text = '', action = '') {
		this.ui.note.textContent = text;
		this.ui.action.replaceChildren(action);
		this.ui.bar.classList.toggle('on', !!text);
	}

	/** Change a text that is read aloud only where it differs. */
	put(element, text) { if (element.textContent !== text) element.textContent = text; }

	showFace({ portrait, mood }) {
		const { ui } = this;
		if (portrait && portrait !== ui.face.from) { ui.face.from = portrait; ui.face.replaceChildren(face(portrait)); }
		ui.mood.textContent = mood ? this.t('mood', { name: mood.name }) : '';
	}

	showDots() {
		this.ui.dots.hidden = !this.sending && !this.playing;
		if (!this.ui.dots.hidden) this.toEnd();
	}

	switchHints() {
		kept.set('counterpart:hints', kept.get('counterpart:hints') ? null : true);
		this.showHint();
	}

	showHint() {
		const { talk, ui } = this;
		const hint = talk.mode === 'practice' && !talk.ended && talk.hint;
		const off = kept.get('counterpart:hints');
		const on = !!hint && !off;
		this.put(ui.hint, on ? this.t('hint', { text: hint }) : '');
		ui.tip.classList.toggle('on', on);
		ui.hintSwitch.hidden = !hint;
		ui.hintSwitch.textContent = this.t(off ? 'hint_show' : 'hint_hide');
	}

	showComposer() {
		if (!this.talk) return;
		const { ui, phone, ringing } = this;
		const press = (button, on) => button.setAttribute('aria-pressed', !!on);
		const over = ui.box.classList.contains('ended');
		ui.call.hidden = !ringing;
		ui.form.hidden = ui.stop.hidden = ui.clock.hidden = over || ringing;
		ui.again.hidden = over;
		ui.gestures.hidden = phone;
		ui.hold.hidden = !phone;
		for (const button of ui.gestures.children) press(button, this.picked.has(button.dataset.gesture));
		press(ui.aloud, kept.get('counterpart:aloud'));
		press(ui.dictate, this.recognition);
		ui.aloud.hidden = !this.voice();
		ui.dictate.hidden = !Recognition;
		const used = length(ui.text.value);
		ui.send.disabled = !!this.queue.length || used > LIMIT || !ui.text.value.trim();
		ui.count.classList.toggle('late', used > LIMIT);
		this.put(ui.count, used < COUNT_FROM ? '' : this.t('count', { used, limit: LIMIT }));
	}

	showEnd() {
		const { talk, ui } = this;
		const { stars, name, reasons = [], score, scorecard, abandoned } = talk.outcome || {};
		const citizen = { name: talk.citizen.name };
		const [last] = this.turns.slice(-1);
		const clerk = this.recall('hung') || (last && !last.reply && !last.silence);
		const how = abandoned && this.now() >= talk.deadline ? 'time_up'
			: this.phone && (clerk ? 'hung_up_clerk' : 'hung_up_citizen');
		ui.end.replaceChildren(h('h2', {}, this.t('ended')), h('p', {}, how && this.t(how, citizen)),
			h('div', {}, stars && this.t('rating', citizen), ' ', stars && h('span.stars', { role: 'img',
				'aria-label': this.t('stars', { name, stars }) }, '★'.repeat(stars) + '☆'.repeat(5 - stars)), ' ', h('strong', {}, name)),
			h('ul', {}, ...reasons.map((reason) => h('li', {}, reason))), h('p', {}, score != null && this.t('score', { score })),
			h('div.row', {}, scorecard && !this.server && h('a.link', { href: scorecard }, this.t('scorecard')),
			h('button', { onclick: () => this.restart() }, this.t(this.phone ? 'redial' : 'restart'))));
		ui.end.hidden = false;
		this.toEnd();
	}

	toEnd() { this.ui.scroll.scrollTop = this.ui.scroll.scrollHeight; }

	// ---- the composer

	pick({ dataset: { gesture } }) {
		if (!this.picked.delete(gesture)) this.picked.add(gesture);
		this.typed();
	}

	typed() {
		this.stir();
		if (!this.talk) return;
		const text = this.ui.text.value;
		this.keep('draft', text || this.picked.size ? { text, gestures: [...this.picked] } : null);
		this.showComposer();
	}

	/** Enter sends, except with Shift and while, or at once after, pinyin is being composed. */
	pressed(event) {
		if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
		if (event.isComposing || this.composing || event.keyCode === 229) return;
		event.preventDefault();
		if (!(event.timeStamp - this.composedAt < AFTER_COMPOSITION)) this.submit();
	}
}

if (!customElements.get('counterpart-chat')) customElements.define('counterpart-chat', CounterpartChat);
})();
