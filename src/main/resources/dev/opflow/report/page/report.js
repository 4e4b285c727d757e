'use strict';
const numberOf = text => {
  const number = parseFloat(text.replace(/,/g, '').replace('-∞', '-1e300').replace('∞', '1e300'));
  return Number.isNaN(number) ? -Infinity : number;
};
const sort = (table, column, isNumber, ascending) => {
  const body = table.tBodies[0];
  const key = row => row.cells[column].textContent;
  const compare = isNumber
    ? (a, b) => numberOf(key(a)) - numberOf(key(b)) || 0
    : (a, b) => key(a).localeCompare(key(b), 'en', { numeric: true });
  const rows = Array.from(body.rows).sort((a, b) => ascending ? compare(a, b) : compare(b, a));
  body.append(...rows);
};
document.querySelectorAll('.rows table').forEach(table => {
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = 'Sort by this column';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const isNumber = head.classList.contains('n');
      const now = head.getAttribute('aria-sort');
      const ascending = now ? now === 'descending' : !isNumber;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      sort(table, column, isNumber, ascending);
    });
  });
});
document.querySelectorAll('.long').forEach(holder => {
  const table = holder.querySelector('table');
  const label = document.createElement('label');
  label.className = 'find';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = 'Find in ' + table.caption.textContent.toLowerCase();
  input.setAttribute('aria-label', input.placeholder);
  const count = document.createElement('span');
  count.setAttribute('role', 'status');
  label.append(input, count);
  holder.querySelector('.head').append(label);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = ' ' + Array.from(row.cells, cell => cell.textContent).join(' ').toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = input.value ? shown + ' of ' + table.tBodies[0].rows.length : '';
  });
});
document.querySelectorAll('.drawing').forEach(drawing => {
  const seed = drawing.querySelector('.seed');
  if (seed) {
    const at = seed.getBoundingClientRect();
    const frame = drawing.getBoundingClientRect();
    drawing.scrollLeft += at.left + at.width / 2 - frame.left - frame.width / 2;
  }
});
