// SPDX-License-Identifier: Apache-2.0
const outcomes = document.getElementById('outcomes');
const count = document.getElementById('count');
const state = document.getElementById('state');
const events = new EventSource(outcomes.dataset.events + '?from=' + outcomes.dataset.from);

// Text of agents is set as text, never as markup.
const cell = (row, content) => row.insertCell().append(content);

events.addEventListener('outcome', event => {
    const outcome = JSON.parse(event.data);
    const row = outcomes.insertRow();
    const link = document.createElement('a');
    link.href = '/vantage-points/' + encodeURIComponent(outcome.vantage_point);
    link.textContent = outcome.vantage_point;
    cell(row, link);
    cell(row, outcome.failure || 'result');
    cell(row, outcome.summary);
    count.textContent = outcomes.rows.length;
});
events.addEventListener('end', event => {
    state.textContent = JSON.parse(event.data).end;
    events.close();
});
