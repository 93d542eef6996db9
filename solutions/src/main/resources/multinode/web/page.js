// What HTML alone cannot: cables between houses, servers that move visibly, people who are dragged,
// a stream that is missed within three seconds, and presses that a balancer can pass on.
(() => {
  'use strict';
  const page = document.getElementById('page');
  const flash = document.getElementById('flash');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const SILENCE = 3000;

  // --- cables -----------------------------------------------------------------------------------

  const SVG = 'http://www.w3.org/2000/svg';
  let drawn = '';

  function top(house, village) {
    const box = house.querySelector('.roof').getBoundingClientRect();
    return {x: box.left - village.left + box.width / 2, y: box.top - village.top + box.height * 0.09, left: box.left - village.left};
  }

  function path(a, b) {
    if (Math.abs(a.y - b.y) < 40) { // side by side: an arc, the higher the farther
      const rise = Math.min(46, 14 + Math.abs(a.x - b.x) * 0.045);
      return `M${a.x} ${a.y}Q${(a.x + b.x) / 2} ${Math.min(a.y, b.y) - 2 * rise} ${b.x} ${b.y}`;
    }
    if (Math.abs(a.x - b.x) < 40) { // one above the other: along their left sides
      const out = Math.min(a.left, b.left) - Math.min(26, 6 + Math.abs(a.y - b.y) * 0.012);
      return `M${a.x} ${a.y}C${out} ${a.y} ${out} ${a.y} ${out} ${a.y + 60}L${out} ${b.y - 60}C${out} ${b.y} ${out} ${b.y} ${b.x} ${b.y}`;
    }
    return `M${a.x} ${a.y}Q${(a.x + b.x) / 2} ${Math.min(a.y, b.y) - 10} ${b.x} ${b.y}`;
  }

  function cables() {
    const svg = document.getElementById('cables');
    if (!svg) { drawn = ''; return; }
    const village = document.getElementById('village').getBoundingClientRect();
    const houses = [...document.querySelectorAll('.house')];
    const lines = [];
    for (const house of houses) {
      for (const other of houses) {
        if (house.dataset.node >= other.dataset.node || dead(house) || dead(other)) continue;
        const links = says(house, other) + says(other, house);
        const silent = house.matches('.silent') || other.matches('.silent');
        const kind = links === 0 ? 'cut' : silent || links === 1 ? 'weak' : '';
        lines.push([kind, path(top(house, village), top(other, village))]);
      }
    }
    const now = JSON.stringify(lines);
    if (now === drawn && svg.childElementCount) return;
    drawn = now;
    svg.replaceChildren(...lines.map(([kind, d]) => {
      const line = document.createElementNS(SVG, 'path');
      line.setAttribute('d', d);
      if (kind) line.setAttribute('class', kind);
      return line;
    }));
  }

  const dead = house => house.matches('.gone');
  const says = (house, other) => house.dataset.links.split(' ').includes(other.dataset.node) ? 1 : 0;

  // --- what moves -------------------------------------------------------------------------------

  let places = new Map();

  function look() {
    const next = new Map();
    for (const one of document.querySelectorAll('[data-moves]')) {
      const box = one.getBoundingClientRect();
      const home = one.closest('section');
      next.set(one.id, {home: home && home.id, x: box.left + scrollX, y: box.top + scrollY});
    }
    return next;
  }

  function fly() {
    const next = look();
    if (!still.matches) {
      for (const [id, now] of next) {
        const before = places.get(id);
        if (!before || before.home === now.home) continue;
        const one = document.getElementById(id);
        one.animate(
            [{transform: `translate(${before.x - now.x}px, ${before.y - now.y}px)`, zIndex: 3, position: 'relative'},
             {transform: 'scale(1.18)', offset: 0.82, zIndex: 3, position: 'relative'}, {transform: 'none'}],
            {duration: 900, easing: 'cubic-bezier(.3,.7,.2,1)'});
      }
    }
    places = next;
  }

  function changed() {
    fly();
    cables();
  }

  // --- the stream -------------------------------------------------------------------------------

  let connection = null;
  let heard = performance.now();

  function alive() {
    heard = performance.now();
    document.body.classList.remove('lost');
  }

  page.addEventListener('htmx:sse:after:connection', event => {
    connection = event.detail.connection;
    alive();
  });
  page.addEventListener('htmx:sse:before:message', alive);
  page.addEventListener('htmx:sse:after:message', changed);
  page.addEventListener('htmx:after:swap', changed);

  // A frozen node keeps its connection and says nothing: then another one is looked for.
  setInterval(() => {
    if (document.hidden) { heard = performance.now(); return; }
    const silence = performance.now() - heard;
    if (silence < SILENCE) return;
    document.body.classList.add('lost');
    if (connection) {
      if (connection.reader) connection.reader.cancel();
      else if (silence > 3 * SILENCE && connection.abortController) connection.abortController.abort();
    }
    if (silence > 5 * SILENCE) location.reload(); // Nothing else has helped.
  }, 500);

  // --- what is asked ----------------------------------------------------------------------------

  // Values go into the address. Where a node refuses the connection, a balancer asks the next one;
  // Caddy cannot if there is a body (its issue 7546, mended in March 2026).
  document.addEventListener('htmx:config:request', event => {
    const request = event.detail.ctx.request;
    if (request.method !== 'POST') return;
    request.action += '?' + new URLSearchParams(request.body);
    request.body = '';
  });

  // --- what was said ----------------------------------------------------------------------------

  const UNKNOWN = 'Look whether it was done before you try again.';

  document.addEventListener('htmx:response:error', event => {
    const ctx = event.detail.ctx;
    if (!ctx.text) ctx.text = `No node has answered: the balancer says ${ctx.response.status}. ${UNKNOWN}`;
  });
  document.addEventListener('htmx:error', event => {
    if (event.detail.ctx?.request?.method === 'POST') flash.textContent = `There was no answer. ${UNKNOWN}`;
  });

  let fading = 0;
  new MutationObserver(() => {
    flash.classList.toggle('shown', flash.textContent !== '');
    clearTimeout(fading);
    fading = setTimeout(() => flash.classList.remove('shown'), 4000);
  }).observe(flash, {childList: true, characterData: true, subtree: true});

  // --- people who are dragged -------------------------------------------------------------------

  let carried = null;

  page.addEventListener('dragstart', event => {
    const person = event.target.closest && event.target.closest('[data-person]');
    if (!person) return;
    carried = person.dataset.person;
    event.dataTransfer.setData('text/plain', carried);
    event.dataTransfer.effectAllowed = 'move';
  });
  page.addEventListener('dragover', event => {
    const room = event.target.closest('[data-room]');
    if (!room || carried === null) return;
    event.preventDefault();
    for (const other of document.querySelectorAll('.over')) if (other !== room) other.classList.remove('over');
    room.classList.add('over');
  });
  page.addEventListener('drop', event => {
    const room = event.target.closest('[data-room]');
    if (!room || carried === null) return;
    event.preventDefault();
    const values = {person: carried, room: room.dataset.room, back: '/roomy'};
    htmx.ajax('POST', '/roomy/walk', {values, target: '#flash', swap: 'innerHTML', source: flash});
  });
  page.addEventListener('dragend', () => {
    carried = null;
    for (const room of document.querySelectorAll('.over')) room.classList.remove('over');
  });

  addEventListener('resize', () => { drawn = ''; cables(); places = look(); });
  addEventListener('load', () => { places = look(); cables(); });
  document.fonts && document.fonts.ready.then(cables);
})();
