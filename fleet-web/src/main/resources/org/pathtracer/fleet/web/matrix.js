// SPDX-License-Identifier: Apache-2.0
// The cells of a large matrix are parts of a few paths: this finds the one that is pointed at.
const matrix = document.querySelector('svg.matrix.large');
if (matrix) {
    const from = matrix.dataset.from.split('\n');
    const to = matrix.dataset.to.split('\n');
    const words = document.getElementById('cell');
    const cell = event => {
        const place = matrix.getBoundingClientRect();
        const column = Math.floor((event.clientX - place.left - matrix.dataset.left) / matrix.dataset.step);
        const row = Math.floor((event.clientY - place.top - matrix.dataset.top) / matrix.dataset.step);
        return row >= 0 && column >= 0 && row < from.length && column < to.length ? [from[row], to[column]] : null;
    };
    matrix.addEventListener('pointermove', event => {
        const pair = cell(event);
        if (pair) {
            words.textContent = pair[0] + ' to ' + pair[1];
        }
    });
    matrix.addEventListener('click', event => {
        const pair = cell(event);
        if (pair) {
            location.href = '/pairs/' + pair.map(encodeURIComponent).join('/');
        }
    });
}
