// Buttons, tabs, and the line to the planner.

byId('undo').addEventListener('click', () => step('undo'));
byId('redo').addEventListener('click', () => step('redo'));
byId('pin').addEventListener('click', () => step(V.pinned === null ? 'pin' : 'unpin'));
byId('print').addEventListener('click', () => window.print());
byId('rename').addEventListener('click', () => {
  const title = window.prompt(say('rename.ask'), V.title);
  if (title && title.trim()) act({kind: 'rename', title: title.trim().slice(0, 120)});
});
byId('save').addEventListener('click', async () => {
  const name = window.prompt(say('save.name'), '');
  if (!name) return;
  const told = await ask('save', {name});
  notice(told.code === 200 ? say('saved', told.data) : say('problem', {reasons: told.data.problems.join(' ')}));
});
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || /^(input|textarea)$/i.test(event.target.tagName)) return;
  if (event.key === 'z' && !event.shiftKey) { event.preventDefault(); step('undo'); }
  if (event.key === 'y' || (event.key === 'Z' && event.shiftKey)) { event.preventDefault(); step('redo'); }
});

const tabs = [...document.querySelectorAll('[role="tab"]')];
function show(tab) {
  for (const one of tabs) {
    const on = one === tab;
    one.setAttribute('aria-selected', String(on));
    one.tabIndex = on ? 0 : -1;
    byId(one.getAttribute('aria-controls')).hidden = !on;
  }
}
tabs.forEach((tab, n) => {
  tab.addEventListener('click', () => show(tab));
  tab.addEventListener('keydown', (event) => {
    const to = {ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: tabs.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    show(next);
    next.focus();
  });
});

/** Hear what is known of the state in hand, for as long as the page is open. */
async function listen() {
  for (;;) {
    try {
      const version = V.version;
      const {data} = await ask(`answer?version=${version}&wait=20`);
      if (data.version !== V.version) {
        if (data.version > V.version) await line.then(async () => {
          if (data.version > V.version) took((await ask('state')).data);
        });
        continue;
      }
      const news = JSON.stringify(data) !== JSON.stringify(A);
      A = data;
      if (news) {
        drawState();
        if (A.status === 'plan') byId('live').textContent = say('live.solved', {verdict: A.verdict.join(' ')});
        else if (A.reasons) byId('live').textContent = A.reasons.join(' ');
      }
      if (A.status !== 'solving') await new Promise((later) => setTimeout(later, news ? 50 : 1500));
    } catch (_) {
      notice(say('gone'));
      await new Promise((later) => setTimeout(later, 2000));
    }
  }
}

byId('credits').textContent = `${say('credits')}: ${S.credits.join(' · ')}`;
brush = V.units.length ? V.units[0].id : '';
drawGround();
drawState();
document.documentElement.classList.add('ready');
listen();
