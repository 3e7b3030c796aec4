import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ABSENCES, GRADES, isAbsence, isGrade } from '@/domain/frameworks';
import { Rating } from '@/ui/ratings/rating';
import { SHAPES } from '@/ui/ratings/shapes';

describe('a rating', () => {
  test.each(Object.keys(GRADES).filter(isGrade))('shows %s as a word with its own shape, never by colour alone', (grade) => {
    const html = renderToStaticMarkup(<Rating grade={grade} />);
    expect(html).toContain(GRADES[grade].word);
    expect(html).toContain(SHAPES[grade]);
  });

  test.each(Object.keys(ABSENCES).filter(isAbsence))('says in words why there is no grade: %s', (absence) => {
    expect(renderToStaticMarkup(<Rating grade={null} absence={absence} />)).toContain(ABSENCES[absence].words);
    expect(renderToStaticMarkup(<Rating grade={null} absence={absence} short />)).toContain(ABSENCES[absence].short);
  });

  test('uses the report’s own words', () => {
    expect(renderToStaticMarkup(<Rating grade="requires-improvement" words="Requires improvement" />)).toContain('>Requires improvement<');
    expect(renderToStaticMarkup(<Rating grade={null} absence="not-judged" words="Judged with children in care" />)).toContain(
      'Judged with children in care',
    );
  });

  test('shortens only what has a short form, and only where asked', () => {
    expect(renderToStaticMarkup(<Rating grade="requires-improvement" short />)).toContain('>Requires improvement<');
    expect(renderToStaticMarkup(<Rating grade="requires-improvement" />)).toContain('>Requires improvement to be good<');
    expect(renderToStaticMarkup(<Rating grade="good" short />)).toContain('>Good<');
  });

  test('hides the shape from screen readers, which have the word', () => {
    expect(renderToStaticMarkup(<Rating grade="good" />)).toContain('aria-hidden="true"');
  });
});

test('the five grades have five different shapes', () => {
  const shapes = Object.keys(GRADES)
    .filter(isGrade)
    .map((grade) => SHAPES[grade]);
  expect(new Set(shapes).size).toBe(5);
});
