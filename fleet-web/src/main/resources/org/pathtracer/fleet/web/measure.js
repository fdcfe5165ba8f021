// SPDX-License-Identifier: Apache-2.0
const form = document.getElementById('measure');
const problem = document.getElementById('problem');
form.addEventListener('submit', async event => {
    event.preventDefault();
    problem.textContent = '';
    const typed = new FormData(form);
    const answer = await fetch('/api/v1/measurements', {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({
            operation: typed.get('operation'),
            targets: [typed.get('target').trim()],
            from: typed.get('from').trim()
        })
    }).catch(() => null);
    if (answer && answer.ok) {
        location.href = '/measurements/' + encodeURIComponent((await answer.json()).id);
    } else {
        problem.textContent = answer ? await answer.text() : 'The hub does not answer.';
    }
});
