// Makes waiting smoother; every page works without it.
(function () {
  'use strict';
  var body = document.body, news = document.getElementById('news');
  var form = document.querySelector('form[data-answer]'), box = document.getElementById('auto');
  var wrong = document.querySelector('.errors');
  if (wrong) wrong.focus();
  if (!window.fetch || !news) return;

  // A page that a browser kept in memory may be an older one.
  window.addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });

  function tell(words, link) {
    news.textContent = '';
    var line = document.createElement('p');
    line.textContent = words;
    news.appendChild(line);
    if (link) {
      var go = document.createElement('a');
      go.className = 'button';
      go.href = '/';
      go.textContent = link;
      news.appendChild(go);
    }
  }

  // The person chose to see the next question by itself: on a page without a form.
  function byItself() { return box && box.checked && !form; }
  if (box) {
    box.parentNode.parentNode.hidden = false;
    try { box.checked = sessionStorage.getItem('auto') === '1'; } catch (error) { }
    box.addEventListener('change', function () {
      try { sessionStorage.setItem('auto', box.checked ? '1' : ''); } catch (error) { }
    });
  }

  // Words were taken back, or typed anew: what is half typed here stays.
  function reword() {
    if (!form) return location.replace('/');
    var here = location.pathname === '/' ? location.href : '/';
    return fetch(here, { cache: 'no-store' }).then(function (answer) {
      return answer.text();
    }).then(function (page) {
      var now = new DOMParser().parseFromString(page, 'text/html');
      if (!now.querySelector('form[data-answer]')) return location.replace('/');
      document.title = now.title;
      ['h1', 'legend'].forEach(function (name) {
        var words = now.querySelector(name);
        if (words) document.querySelector(name).textContent = words.textContent;
      });
      body.dataset.version = now.body.dataset.version;
      wait();
    });
  }

  var failed = 0;
  function later(wait, first) { setTimeout(wait, first + Math.random() * 2000); }
  function wait() {
    fetch('/wait?v=' + body.dataset.version, { cache: 'no-store' }).then(function (answer) {
      if (answer.status === 503) throw answer;
      return answer.ok ? answer.text() : 'new';
    }).then(function (told) {
      if (failed > 1) news.textContent = '';
      failed = 0;
      if (told === 'again') return wait();
      if (told === 'words') return reword();
      if (told !== 'new') return;
      if (byItself()) return location.replace('/');
      var two = body.dataset.news.split('|');
      tell(two[0], two[1]);
    }).catch(function () {
      failed += 1;
      if (failed === 2) tell(body.dataset.lost);
      later(wait, 3000);
    });
  }
  if (body.dataset.version) wait();

  // What was typed stays on the page when the laptop cannot be reached.
  if (form) form.addEventListener('submit', function (event) {
    if (!window.URLSearchParams || !('submitter' in event)) return;
    event.preventDefault();
    var fields = new URLSearchParams(new FormData(form));
    var by = event.submitter;
    if (by && by.name) fields.append(by.name, by.value);
    fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' }).then(function (answer) {
      if (answer.type === 'opaqueredirect') return location.replace(form.dataset.next);
      return answer.text().then(function (page) {
        document.open();
        document.write(page);
        document.close();
      });
    }).catch(function () { tell(body.dataset.lost); news.scrollIntoView(); });
  });

  // Points: what is left, while typing.
  var left = document.querySelector('[data-all]');
  function add() {
    var sum = 0;
    document.querySelectorAll('[data-points]').forEach(function (field) {
      sum += parseInt(field.value, 10) || 0;
    });
    var rest = left.dataset.all - sum, words = rest < 0 ? left.dataset.over : left.dataset.left;
    left.textContent = words.replace('{count}', Math.abs(rest));
  }
  if (left) {
    document.addEventListener('input', add);
    add();
  }

  // Ideas: how many characters are too many, once they are.
  document.querySelectorAll('textarea[data-most]').forEach(function (field) {
    var line = document.createElement('p');
    line.className = 'count';
    line.setAttribute('role', 'status');
    field.parentNode.parentNode.insertBefore(line, field.parentNode.nextSibling);
    field.addEventListener('input', function () {
      var over = Array.from(field.value.trim()).length - field.dataset.most;
      line.textContent = over > 0 ? field.dataset.over.replace('{count}', over) : '';
    });
  });
})();
