import { groupInWords, type Paper, type PaperBlock, type PaperCell, type PaperTable } from '@/domain/paper';

/** So that mail programs neither break lines again nor fold them. Characters. */
const LINE = 72;

/** A paper as plain text for letters and for screen readers that like it best: wrapped lines, no page furniture; a table is a record for each row. */
export function paperText({ about, notices, title, sections, foot }: Paper): string {
  const parts = [
    ...about.map((words) => wrapped(words)),
    wrapped(title),
    ...notices.map(({ text }) => wrapped(text)),
    ...sections.flatMap(({ heading, blocks }) => [underlined(heading), ...blocks.map(blockText)]),
    ...foot.map((sentence) => wrapped(sentence)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(block: PaperBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return wrapped(block.text);
    case 'grades':
      return block.grades
        .map(({ name, word, before }) => wrapped(`${name}: ${word}${before === null ? '' : ` (${before})`}`, '- ', '  '))
        .join('\n');
    case 'groups':
      return block.groups
        .map((group) => wrapped(`${group.heading}${group.heading.endsWith('?') ? '' : ':'} ${groupInWords(group)}`, '- ', '  '))
        .join('\n');
    case 'table':
      return block.rows.map((cells) => rowText(block, cells)).join('\n\n');
    case 'questions':
      return block.questions
        .map(({ about, evidence, question }, index) => {
          const number = `${index + 1}. `;
          const indent = ' '.repeat(number.length);
          const subject = about === undefined ? '' : `${about.text}: `;
          return [wrapped(`${subject}${evidence}`, number, indent), wrapped(question, indent, indent)].join('\n');
        })
        .join('\n\n');
    case 'terms':
      return block.terms.map(({ term, meaning }) => wrapped(`${term}: ${meaning}`, '- ', '  ')).join('\n');
  }
}

/** The first cell names the row, the others follow under their columns' names. */
function rowText({ columns }: PaperTable, cells: readonly PaperCell[]): string {
  return columns
    .flatMap(({ heading }, index) => {
      const words = cells[index] === undefined ? '' : cellText(cells[index]);
      if (words === '') return [];
      return index === 0 ? [wrapped(words)] : [wrapped(`${heading}: ${words}`, '  ', '    ')];
    })
    .join('\n');
}

function cellText({ text, below, line }: PaperCell): string {
  return [line?.words ?? text, ...(below === undefined ? [] : [below.text])].filter((words) => words !== '').join(', ');
}

function underlined(heading: string): string {
  const text = wrapped(heading);
  return `\n${text}\n${'-'.repeat(Math.max(...text.split('\n').map(({ length }) => length)))}`;
}

/** Breaks between words. A word longer than a line, such as an address, stays whole. */
function wrapped(text: string, first = '', others = ''): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (!isEmpty && line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = others;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines.join('\n') : [...lines, line].join('\n');
}
